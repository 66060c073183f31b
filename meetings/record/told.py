"""What the demo says of its meetings: agendas, reports, speeches, heads, lists of issues. Names are those of schedule's demo."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.record.agenda import ItemKind
from meetings.record.floor_time import SpeakerKind
from meetings.record.headcount import AttendanceMode
from meetings.record.issue import Decision

TITLES = {
    ItemKind.OPENING: ("Ашылуы, жүргізушінің сөзі", "Открытие, слово ведущего"),
    ItemKind.REPORT: ("Атқарылған жұмыс туралы баяндама", "Доклад о проделанной работе"),
    ItemKind.QUESTIONS: ("Тұрғындардың сұрақтары", "Вопросы жителей"),
    ItemKind.CLOSING: ("Қорытынды, берілген уәделер", "Итоги, данные обещания"),
}


@dataclass(frozen=True, slots=True)
class SpeechTold:
    """``after``: minutes from the beginning; ``lasted``: in minutes."""

    kind: SpeakerKind
    after: int
    lasted: int
    post_kk: str = ""
    post_ru: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class IssueTold:
    """``days``: from the meeting to the day by which it is done; 0 where nothing is owed."""

    kk: str
    ru: str
    decision: Decision
    days: int = 0
    responsible_kk: str = ""
    responsible_ru: str = ""
    needs_funding: bool = False


@dataclass(frozen=True, slots=True)
class RecordTold:
    """``days``: from the meeting to its published results; 0 where nobody has published them."""

    meeting: str
    days: int
    report_kk: str
    report_ru: str
    heads: tuple[tuple[AttendanceMode, int, str], ...]
    issues: tuple[IssueTold, ...] = ()


SPEECHES = (
    SpeechTold(SpeakerKind.HEAD, 6, 17),
    SpeechTold(SpeakerKind.RESIDENT, 24, 3, name="Айгүл Сәрсенова"),
    SpeechTold(SpeakerKind.HEAD, 27, 6),
    SpeechTold(SpeakerKind.RESIDENT, 34, 4),
    SpeechTold(SpeakerKind.OFFICIAL, 39, 7, "Тұрғын үй-коммуналдық шаруашылық бөлімінің басшысы", "Руководитель отдела ЖКХ", "Серік Ахметов"),
    SpeechTold(SpeakerKind.GUEST, 47, 5, "Ардагерлер кеңесі", "Совет ветеранов"),
    SpeechTold(SpeakerKind.HEAD, 53, 9),
    SpeechTold(SpeakerKind.RESIDENT, 63, 3),
    SpeechTold(SpeakerKind.HEAD, 67, 8),
)  # fmt: skip
_UTILITIES = ("Тұрғын үй-коммуналдық шаруашылық бөлімінің басшысы", "Руководитель отдела ЖКХ")
_SCHOOLS = ("Білім бөлімінің басшысы", "Руководитель отдела образования")
_ROADS = ("Облыстық жолаушылар көлігі және автомобиль жолдары басқармасы", "Областное управление пассажирского транспорта и автодорог")  # fmt: skip
_HEALTH = ("Министрліктің медициналық көмекті ұйымдастыру департаменті", "Департамент организации медпомощи министерства")  # fmt: skip
_VETS = ("Ауыл шаруашылығы бөлімінің басшысы", "Руководитель отдела сельского хозяйства")
ONLINE, HALL, POINT, BROADCAST = (
    AttendanceMode.ONLINE,
    AttendanceMode.HALL,
    AttendanceMode.POINT,
    AttendanceMode.BROADCAST,
)
RECORDS = (
    RecordTold(
        "water", 7,
        "Жаңа ұңғыма іске қосылды, екі көшеге су құбыры тартылды. Абай көшесіндегі шамдарға қаражат бөлінді.",
        "Запущена новая скважина, на две улицы проложен водопровод. На фонари по улице Абая выделены средства.",
        ((ONLINE, 52, ""), (POINT, 12, "ауылдық кітапханада"), (BROADCAST, 140, "")),
        (
            IssueTold("Абай көшесінің жарығы", "Освещение улицы Абая", Decision.COMMITMENT, 50, *_UTILITIES),
            IssueTold("Су сапасын тексеру нәтижесі", "Результат проверки качества воды", Decision.TAKEN_AWAY, 20, *_UTILITIES),
            IssueTold("Су ақысының төлемі", "Оплата за воду", Decision.ANSWERED),
        ),
    ),
    RecordTold(
        "oblast", 9,
        "Ауданда 38 шақырым жол жөнделді, екі мектептің шатыры ауыстырылды, төрт ауылға интернет тартылды.",
        "В районе отремонтировано 38 км дорог, заменены крыши двух школ, в четыре села проведён интернет.",
        ((HALL, 168, ""), (ONLINE, 44, ""), (BROADCAST, 2300, "")),
        (
            IssueTold("Қараауыл – Қасқабұлақ жолы", "Дорога Карааул – Каскабулак", Decision.COMMITMENT, 50, *_ROADS, needs_funding=True),
            IssueTold("Аудандық ауруханаға маман тарту", "Специалисты для районной больницы", Decision.TAKEN_AWAY, 45, *_HEALTH),
        ),
    ),
    RecordTold(
        "school", 10,
        "Асхананың едені мен қабырғасы жөнделді, құрал-жабдық сатып алынды. Мектеп автобусының кестесі өзгертілді.",
        "В столовой отремонтированы пол и стены, закуплено оборудование. Изменено расписание школьного автобуса.",
        ((HALL, 33, ""), (ONLINE, 18, "")),
        (
            IssueTold("Мектеп асханасын жөндеу", "Ремонт школьной столовой", Decision.COMMITMENT, 42, *_SCHOOLS),
            IssueTold("Мектеп жолындағы өткел", "Пешеходный переход у школы", Decision.COMMITMENT, 60, *_UTILITIES, needs_funding=True),
            IssueTold("Үйірмелердің уақыты", "Время кружков", Decision.ANSWERED),
        ),
    ),
    RecordTold(
        "health", 14,
        "Ауылға 312 дәрігер жіберілді, 46 медициналық пункт салынды, жылжымалы кешендер 700 ауылға барды.",
        "В сёла направлены 312 врачей, построены 46 медпунктов, передвижные комплексы побывали в 700 сёлах.",
        ((ONLINE, 1840, ""), (BROADCAST, 21_400, "")),
        (
            IssueTold("Ауылдағы дәріхана", "Аптека в селе", Decision.TAKEN_AWAY, 60, *_HEALTH),
            IssueTold("Дәрігерге онлайн жазылу", "Запись к врачу онлайн", Decision.ANSWERED),
        ),
    ),
    RecordTold(
        "arqat", 8,
        "Бірінші құдық қазылды, мал дәрігері аптасына екі рет келеді, жайылым картасы жасалды.",
        "Выкопан первый колодец, ветеринар приезжает два раза в неделю, составлена карта пастбищ.",
        ((HALL, 39, ""),),
        (IssueTold("Жайылымдағы екінші құдық", "Второй колодец на пастбище", Decision.COMMITMENT, 40, *_VETS, needs_funding=True),),
    ),
    RecordTold(
        "district", 0,
        "",
        "",
        ((ONLINE, 71, ""), (POINT, 17, ""), (BROADCAST, 260, "")),
    ),
    RecordTold("winter", 0, "", "", ((ONLINE, 47, ""),)),
    RecordTold("club", 0, "", "", ((ONLINE, 29, ""),)),
)  # fmt: skip
AHEAD = ("waste", "tension", "village", "report", "transport", "pasture", "qasqabulaq", "semei")
"""Announced meetings that have their agenda."""
CLUB = ("Қараауыл ауылы: ауыл клубы және спорт залы", "Село Карааул: сельский клуб и спортзал")
CLUB_DAYS_AGO = 3
