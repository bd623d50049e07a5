"""A paragraph in each of many languages, and the encodings that pages in it were once written in."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple


class Sample(NamedTuple):
    """*text*: of a page; *encodings*: Python codecs that can write it."""

    text: str
    encodings: tuple[str, ...]


SAMPLES = MappingProxyType(
    {
        "fr": Sample(
            "La mairie a rouvert le vieux pont après un hiver de travaux. « Nous avons gardé chaque pierre », a "
            "déclaré la maire à côté des élèves de l’école, où l’on avait préparé un goûter. Les dégâts causés par "
            "la crue de février ont coûté très cher, et le budget de l’été sera réduit.",
            ("cp1252", "mac-roman"),
        ),
        "de": Sample(
            "Die alte Brücke ist nach einem Winter voller Arbeiten wieder geöffnet. „Wir haben jeden Stein "
            "aufgehoben“, erklärte die Bürgermeisterin den Schülern, für die es heißen Tee und Brötchen gab. Die "
            "Schäden des Hochwassers im Februar waren größer, als die Behörden zunächst geschätzt hätten.",
            ("cp1252", "mac-roman"),
        ),
        "es": Sample(
            "El viejo puente volvió a abrir después de un invierno de obras. «Guardamos cada piedra», señaló la "
            "alcaldesa a los niños del colegio, que habían llevado dulces y un pequeño cartel. ¿Cuánto costó? La "
            "comisión de economía aún no lo ha dicho; el año próximo habrá más información sobre los daños.",
            ("cp1252", "iso8859-15"),
        ),
        "pt": Sample(
            "A velha ponte voltou a abrir depois de um inverno de obras. “Não deitámos fora nenhuma pedra”, disse a "
            "presidente da câmara às crianças da escola, que tinham trazido pão e maçãs. Os estragos das cheias de "
            "fevereiro são maiores do que se pensava, e a reparação só acabará no próximo verão.",
            ("cp1252",),
        ),
        "it": Sample(
            "Il vecchio ponte è stato riaperto dopo un inverno di lavori. «Non c’è pietra che non abbiamo conservato», "
            "ha detto la sindaca, perché la città ne andrà fiera. La piena di febbraio costò più del previsto, però "
            "la comunità non si è mai fermata: già lunedì i ragazzi potranno passare di là.",
            ("cp1252",),
        ),
        "pl": Sample(
            "Stary most znów jest otwarty po zimie pełnej robót. „Zachowaliśmy każdy kamień”, powiedziała burmistrzyni "
            "do uczniów szkoły, którzy przynieśli ciasto i kwiaty. Szkody po lutowej powodzi są większe, niż sądzono, "
            "a część pieniędzy będzie można wydać dopiero w przyszłym roku; mieszkańcy chcą wyjaśnień.",
            ("cp1250", "iso8859-2"),
        ),
        "cs": Sample(
            "Starý most je po zimě plné prací znovu otevřen. Každý kámen jsme uložili, řekla starostka žákům školy, "
            "kteří přinesli koláče a květiny. Škody po únorové povodni jsou větší, než se čekalo, a část peněz bude "
            "možné utratit až příští rok; obyvatelé žádají vysvětlení a další jednání s úřady.",
            ("cp1250", "iso8859-2"),
        ),
        "hu": Sample(
            "A régi híd egy munkával teli tél után újra megnyílt. Minden követ megőriztünk, mondta a polgármester az "
            "iskola tanulóinak, akik süteményt és virágot hoztak. A februári árvíz kára nagyobb, mint hitték, és a "
            "pénz egy részét csak jövőre lehet elkölteni; a lakók többsége őszintén örül a döntésnek.",
            ("cp1250", "iso8859-2"),
        ),
        "tr": Sample(
            "Eski köprü, çalışmalarla geçen bir kışın ardından yeniden açıldı. Belediye başkanı, okuldan gelen "
            "öğrencilere her taşı sakladıklarını söyledi. Şubat ayındaki selin yol açtığı zarar sanıldığından daha "
            "büyük; paranın bir kısmı ancak gelecek yıl harcanabilecek ve ilçe sakinleri açıklama bekliyor.",
            ("cp1254",),
        ),
        "lt": Sample(
            "Senasis tiltas po darbų kupinos žiemos vėl atidarytas. Išsaugojome kiekvieną akmenį, sakė merė mokyklos "
            "vaikams, kurie atnešė pyragų ir gėlių. Vasario potvynio žala didesnė, nei manyta, o dalį pinigų bus "
            "galima išleisti tik kitais metais; gyventojai prašo paaiškinimų ir naujų susitikimų šį rudenį.",
            ("cp1257", "iso8859-13"),
        ),
        "ru": Sample(
            "Старый мост снова открыт после зимы, полной работ. «Мы сохранили каждый камень», сказала глава города "
            "школьникам, которые принесли пироги и цветы. Ущерб от февральского паводка больше, чем думали, и часть "
            "денег можно будет потратить только в следующем году; жители просят объяснений и новых встреч.",
            ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"),
        ),
        "uk": Sample(
            "Старий міст знову відкрито після зими, повної робіт. «Ми зберегли кожен камінь», сказала міська голова "
            "школярам, які принесли пироги та квіти. Збитки від лютневої повені більші, ніж гадали, і частину грошей "
            "можна буде витратити лише наступного року; її мешканці просять пояснень і нових зустрічей.",
            ("cp1251", "koi8-u", "iso8859-5", "mac-cyrillic"),
        ),
        "bg": Sample(
            "Старият мост отново е отворен след зима, пълна с работа. «Запазихме всеки камък», каза кметицата на "
            "учениците, които донесоха сладкиши и цветя. Щетите от февруарското наводнение са по-големи, отколкото се "
            "смяташе, и част от парите ще могат да се похарчат едва догодина; жителите искат обяснения.",
            ("cp1251", "iso8859-5", "mac-cyrillic"),
        ),
        "sr": Sample(
            "Стари мост је поново отворен после зиме пуне радова. Сачували смо сваки камен, рекла је градоначелница "
            "ђацима школе, који су донели колаче и цвеће. Штета од фебруарске поплаве већа је него што се мислило, а "
            "део новца моћи ће да се потроши тек следеће године; њени становници траже објашњење.",
            ("cp1251", "iso8859-5", "mac-cyrillic"),
        ),
        "el": Sample(
            "Η παλιά γέφυρα άνοιξε ξανά μετά από έναν χειμώνα γεμάτο εργασίες. Κρατήσαμε κάθε πέτρα, είπε η δήμαρχος "
            "στους μαθητές του σχολείου, που είχαν φέρει γλυκά και λουλούδια. Οι ζημιές από την πλημμύρα του "
            "Φεβρουαρίου είναι μεγαλύτερες απ' ό,τι νόμιζαν, και οι κάτοικοι ζητούν εξηγήσεις.",
            ("cp1253", "iso8859-7"),
        ),
        "he": Sample(
            "הגשר הישן נפתח מחדש אחרי חורף מלא עבודות. שמרנו כל אבן, אמרה ראש העירייה לתלמידי בית הספר, שהביאו עוגות "
            "ופרחים. הנזק מן השיטפון של פברואר גדול מכפי שחשבו, וחלק מן הכסף יהיה אפשר להוציא רק בשנה הבאה; "
            "התושבים מבקשים הסברים ופגישות נוספות עם העירייה.",
            ("cp1255", "iso8859-8"),
        ),
        "ar": Sample(
            "أعيد فتح الجسر القديم بعد شتاء مليء بالأعمال. وقالت رئيسة البلدية لتلاميذ المدرسة الذين أحضروا الحلوى "
            "والزهور إنهم حافظوا على كل حجر. وكانت أضرار فيضان فبراير أكبر مما كان متوقعا، ولن يمكن إنفاق جزء من "
            "المال إلا في العام المقبل؛ ويطلب السكان تفسيرا واجتماعات جديدة.",
            ("cp1256", "iso8859-6"),
        ),
        "th": Sample(
            "สะพานเก่าเปิดใช้อีกครั้งหลังจากซ่อมแซมตลอดฤดูหนาว นายกเทศมนตรีบอกกับนักเรียนที่นำขนมและดอกไม้มาว่าเก็บหินทุกก้อนไว้ "
            "ความเสียหายจากน้ำท่วมเดือนกุมภาพันธ์มากกว่าที่คิด และเงินบางส่วนจะใช้ได้ในปีหน้า ชาวเมืองขอคำอธิบายจากเทศบาล",
            ("cp874",),
        ),
        "zh": Sample(
            "经过一个冬天的施工，老桥重新开放。市长对带着点心和鲜花前来的学生们说，每一块石头都保留了下来。二月洪水造成的损失比预想的更大，"
            "部分资金要到明年才能使用；居民要求市政府作出解释，并希望今年秋天再开一次会议，讨论河岸的修复工作。",
            ("gb18030", "gbk", "gb2312"),
        ),
        "tw": Sample(
            "經過一個冬天的施工，老橋重新開放。市長對帶著點心和鮮花前來的學生們說，每一塊石頭都保留了下來。二月洪水造成的損失比預想的更大，"
            "部分資金要到明年才能使用；居民要求市政府作出解釋，並希望今年秋天再開一次會議，討論河岸的修復工作。",
            ("big5",),
        ),
        "ja": Sample(
            "古い橋は冬のあいだの工事を終えて、ふたたび開通しました。市長は、お菓子や花を持ってきた学校の子どもたちに、石は一つも捨てなかったと"
            "話しました。二月の洪水の被害は思っていたより大きく、お金の一部は来年にならないと使えません。住民は市に説明を求めています。",
            ("shift_jis", "euc_jp", "iso2022_jp"),
        ),
        "ko": Sample(
            "오래된 다리가 겨울 내내 이어진 공사를 마치고 다시 열렸다. 시장은 과자와 꽃을 들고 온 학생들에게 돌 하나도 버리지 않았다고 말했다. "
            "이월 홍수의 피해는 생각보다 컸고 돈의 일부는 내년에야 쓸 수 있다. 주민들은 시의 설명과 새로운 회의를 요구하고 있다.",
            ("euc_kr", "cp949"),
        ),
    }
)
