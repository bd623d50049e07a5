"""One file a spider."""
