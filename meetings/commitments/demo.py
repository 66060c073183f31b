"""The demo's promises: running, due soon, overdue, moved, kept, kept late, given up; each step by whoever would take it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.clock import ALMATY
from hearing_state.db import value
from hearing_state.deadlines import queries as deadlines
from hearing_state.files.actions.store import Store, store
from hearing_state.permissions import Actor, Grant, Role
from meetings.commitments.actions.follow import Follow, follow
from meetings.commitments.actions.give_up import GiveUp, give_up
from meetings.commitments.actions.keep import Keep, keep
from meetings.commitments.actions.make import Make, make
from meetings.commitments.actions.move_due import MoveDue, move_due
from meetings.commitments.actions.narrow import Narrow, narrow
from meetings.commitments.actions.report_progress import ReportProgress, report_progress
from meetings.schedule import demo as calendar
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Told:
    """``due``: days from today; ``then``: (days from today, verb, values, or words alone)."""

    meeting: str
    offset: int
    language: str
    quote: str
    translation: str
    due: int
    then: tuple[tuple[int, str, Mapping[str, Any]], ...] = ()
    followers: tuple[str, ...] = ()


_ACT = "Қабылдау актісі: 22 шам орнатылды, комиссияның төрт мүшесі қол қойды. Акт приёмки: установлено 22 фонаря."
PROMISES = (
    Told("water", 2470, "kk", "Абай көшесіндегі жиырма екі шамды қазанның соңына дейін жағамыз, бұл үшін өзім жауап беремін.",
         "Двадцать два фонаря на улице Абая зажжём до конца октября, за это отвечаю сам.", -26,
         ((-60, "progress", {"text": "Шамдар сатып алынды, мердігермен келісімшартқа қол қойылды."}),
          (-30, "keep", {"text": "Абай көшесінде 22 шам орнатылды, қараңғы түскенде тексерілді. Комиссияның актісі тіркелді.", "file": _ACT}))),
    Told("water", 3115, "ru", "Анализ воды из новой скважины повесим у магазина не позже первого октября.",
         "Жаңа ұңғыманың су талдауын бірінші қазаннан кешіктірмей дүкеннің жанына ілеміз.", -55,
         ((-47, "keep", {"text": "Анализ висит у магазина и на сайте акимата. Лаборатория задержала результат на неделю, просим извинить."}),)),
    Told("oblast", 4210, "kk", "Қарауыл мен Қасқабұлақ арасындағы жолдың он екі шақырымына биыл қиыршық тас төселеді, қарашаның жиырмасына дейін бітеміз.",
         "На двенадцати километрах дороги между Караулом и Каскабулаком в этом году уложим щебень, закончим до двадцатого ноября.", -5,
         ((-20, "progress", {"text": "Сегіз шақырымға тас төселді. Қалғанына материал жеткізіліп жатыр."}),), ("aigul", "daulet")),
    Told("school", 1890, "kk", "Мектеп асханасының жөндеуін қараша демалысында бітіреміз, балалар желтоқсаннан бастап ыстық тамақ ішеді.",
         "Ремонт школьной столовой закончим в ноябрьские каникулы, с декабря дети будут есть горячее.", 2,
         ((-10, "progress", {"text": "Едені мен қабырғасы біткен, құрал-жабдық орнатылып жатыр."}),), ("aigul",)),
    Told("school", 2745, "kk", "Мектепке баратын жолға жаяу жүргінші өткелін қазанның аяғына дейін саламыз.",
         "Пешеходный переход по дороге в школу сделаем до конца октября.", 21,
         ((-28, "move", {"due": 21, "reason": "Жол полициясы өткелдің орнын өзгертуді талап етті, жоба қайта келісілуде."}),
          (-27, "narrow", {"text": "Екінші өткел (дүкен жағындағы) бұл уәдеге кірмейді: оны аудан жолшылары келер жылы салады."})), ("marina",)),
    Told("district", 3300, "kk", "Қарауыл ауылындағы аялдамаға жылы павильонды жаңа жылға дейін қоямыз.",
         "Тёплый павильон на остановке в Карауле поставим до Нового года.", 36, (), ("yerbol",)),
    Told("district", 4015, "ru", "Дополнительный автобус до Семея по пятницам пустим с первого декабря, договор с перевозчиком подпишем на этой неделе.",
         "Жұма күндері Семейге қосымша автобусты бірінші желтоқсаннан бастап жібереміз, тасымалдаушымен шартқа осы аптада қол қоямыз.", 7),
    Told("arqat", 1520, "kk", "Жайылымдағы екінші құдықты осы жылы қазамыз, желтоқсанның ортасына дейін суы шығады.",
         "Второй колодец на пастбище выкопаем в этом году, к середине декабря будет вода.", 20,
         ((-6, "give_up", {"reason": "Гидрогеологтардың қорытындысы бойынша бұл жерде су тұзды. Қаражат бірінші құдықты тереңдетуге бағытталды, мал соған айдалады."}),)),
    Told("winter", 2010, "kk", "Қазандыққа екі жүз тонна көмірді желтоқсанның он бесіне дейін түгел жеткіземіз.",
         "Двести тонн угля для котельной завезём полностью до пятнадцатого декабря.", 20, (), ("aigul", "daulet")),
)  # fmt: skip


async def load(context: Context, people: Mapping[str, UUID]) -> None:
    """Nothing where there are promises already, or no meetings."""
    if await value("SELECT 1 FROM commitments_commitment LIMIT 1"):
        return
    known = await calendar.refs(context)
    for told in PROMISES:
        if told.meeting in known:
            await _tell(context, people, told, await schedule.meeting(context, known[told.meeting]))


async def _tell(context: Context, people: Mapping[str, UUID], told: Told, meeting: Meeting) -> None:
    if meeting.finished_at is None or meeting.started_at is None:
        return
    clerk = _as(context, people["clerk"], Role.CLERK, meeting.agency_id)
    body = await agencies.agency(context, meeting.agency_id)
    due_on = context.today + timedelta(days=told.due)
    first = next((each for each in told.then if each[1] == "move"), None)
    if first is not None:  # what was moved was first promised for a day soon after the moving
        due_on = context.today + timedelta(days=first[0] + 3)
    translation = {"translation_ru" if told.language == "kk" else "translation_kk": told.translation}
    wish = Make.model_validate({
        "meeting": meeting.ref, "agency": body.slug, "quote": told.quote, "language": told.language, "offset_seconds": told.offset,
        "due_on": due_on, **translation,
    })  # fmt: skip
    made = await make(replace(clerk, now=meeting.finished_at + timedelta(minutes=10)), wish)
    for who in told.followers:
        resident = _as(context, people[who], Role.RESIDENT, None)
        await follow(replace(resident, now=meeting.finished_at + timedelta(days=1)), Follow(commitment=made.ref))  # fmt: skip
    for day, verb, values in told.then:
        await _do(clerk, meeting.agency_id, made.ref, verb, values, await _morning(context, day))


async def _do(
    clerk: Context, agency: UUID, ref: str, verb: str, values: Mapping[str, Any], at: datetime
) -> None:
    office = replace(clerk, now=at)
    if verb == "progress":
        await report_progress(office, ReportProgress(commitment=ref, text=values["text"]))
    elif verb == "narrow":
        await narrow(office, Narrow(commitment=ref, text=values["text"]))
    elif verb == "move":
        until = clerk.today + timedelta(days=values["due"])
        await move_due(office, MoveDue(commitment=ref, due_on=until, reason=values["reason"]))
    elif verb == "give_up":
        head = _as(office, office.actor.person_id, Role.HEAD, agency)
        await give_up(head, GiveUp(commitment=ref, reason=values["reason"]))
    else:
        await keep(office, Keep(commitment=ref, text=values["text"], files=await _files(office, values)))


async def _files(office: Context, values: Mapping[str, Any]) -> tuple[UUID, ...]:
    if "file" not in values:
        return ()
    made = await store(office, Store(name="қабылдау актісі.txt", content=values["file"].encode()))
    return (made.id,)


async def _morning(context: Context, days: int) -> datetime:
    """Ten in the morning of that day, or of the working day before it: nobody acts on a day off."""
    on = context.today + timedelta(days=days)
    known = await deadlines.working_calendar(context)
    while known.from_on <= on and not known.works(on):
        on -= timedelta(days=1)
    return datetime.combine(on, time(10), ALMATY)


def _as(context: Context, person: UUID | None, role: Role, agency: UUID | None) -> Context:
    """Told in one sitting: one clerk of the demo stands in for all offices."""
    return replace(context, actor=Actor(person, frozenset({Grant(role, agency)})), address="")
