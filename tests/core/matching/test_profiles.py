"""Learners and guides from spreadsheets."""

from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold.matching.fit.people import ALL_FORMS, Guide, Learner, Need
from fourfold.matching.profiles import Columns, ReadProfiles, read_columns, read_profiles
from fourfold.scheduling.hours import WeeklyHours

WEEK = date(2026, 11, 25)
COACHING, MENTORING = FormOfGuidance.COACHING, FormOfGuidance.MENTORING
LEARNER = "learner_id,form\nlena,coaching\n"
GUIDE = "guide_id,capacity\ngita,2\n"


def _read(
    path: Path, learners: str = LEARNER, guides: str = GUIDE, columns: Columns | None = None
) -> ReadProfiles:
    (path / "learners.csv").write_text(learners, encoding="utf-8")
    (path / "guides.csv").write_text(guides, encoding="utf-8")
    return read_profiles(path / "learners.csv", path / "guides.csv", week_of=WEEK, columns=columns)


def test_a_learner_has_one_row_a_need(tmp_path: Path) -> None:
    text = (
        "learner_id,name,need,form,topic,ranking,hours,time_zone,languages,stage\n"
        'lena,Lena,,Coaching,rounds,gita > omar = ines,"Mon-Tue 9-12:30",America/Chicago,en|de,\n'
        "lena,,career,mentoring,,,,,,Junior faculty\n"
    )

    (lena,) = _read(tmp_path, text).profiles.learners

    assert lena == Learner(
        id="lena",
        name="Lena",
        needs=(Need("coaching", COACHING, "rounds"), Need("mentoring:career", MENTORING)),
        stage="junior_faculty",
        languages=frozenset({"en", "de"}),
        hours=(
            WeeklyHours(0, time(9), time(12, 30)),
            WeeklyHours(1, time(9), time(12, 30)),
        ),
        zone=ZoneInfo("America/Chicago"),
        ranking={
            "coaching": (frozenset({"gita"}), frozenset({"omar", "ines"})),
            "mentoring:career": (),
        },
    )


def test_a_guide_offers_all_forms_unless_some_are_named(tmp_path: Path) -> None:
    learners = "learner_id,form,need\nlena,coaching,\nlena,mentoring,career\n"
    guides = (
        "guide_id,capacity,capacity_mentoring,forms,ranking,about\n"
        "gita,3,1,,lena,I ask\nomar,1,,coaching; mentoring,lena/career,\n"
    )

    gita, omar = _read(tmp_path, learners, guides).profiles.guides

    both = frozenset({("lena", "coaching"), ("lena", "mentoring:career")})
    assert gita == Guide(
        "gita", 3, capacity_by_form={MENTORING: 1}, words="I ask", forms=ALL_FORMS, ranking=(both,)
    )
    assert omar.forms == omar.ready_forms == frozenset({COACHING, MENTORING})
    assert omar.ranking == (frozenset({("lena", "mentoring:career")}),)


def test_a_program_keeps_its_own_headings_and_words(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(
        '[learners]\nlearner_id = "Resident ID"\nform = "Wants"\n'
        '[words]\nMentorship = "mentoring"\n'
    )
    learners = "Resident ID;Wants;Shoe size\nr1;Mentorship;44\n"

    read = _read(tmp_path, learners, columns=read_columns(tmp_path / "ours.toml"))

    assert read.profiles.learners == (
        Learner("r1", (Need("mentoring", MENTORING),), ranking={"mentoring": ()}),
    )
    assert read.notices == ("learners.csv: nothing was made of shoe size.",)


@pytest.mark.parametrize(
    ("learners", "said"),
    [
        ("learner_id\nlena\n", "learners.csv line 1: no column 'form'."),
        ("learner_id,form\nlena,\n", "line 2: form: it is missing."),
        ("learner_id,form\nlena,tutoring\n", "Unknown form of guidance 'tutoring'."),
        ("learner_id,form\nlena,coaching\nlena,coaching\n", "has the need coaching already."),
        ("learner_id,form,field\na,coaching,x\na,mentoring,y\n", "line 3: field differs from"),
        ("learner_id,form,hours\na,coaching,noon\n", "hours: 'noon' are no hours. Write them as"),
        ("learner_id,form,hours\na,coaching,Mon 9-25\n", "holds 25, which no clock shows."),
        ("learner_id,form,time_zone\na,coaching,Mars\n", "Unknown time zone 'Mars'."),
        ("learner_id,form,stage\na,coaching,baby\n", "stage: “baby” is none of student, resident"),
        ("learner_id,form,counseling\na,coaching,maybe\n", "'maybe' is neither yes nor no."),
        ("learner_id,form,ranking\na,coaching,g > h > g\n", "'g' stands twice in the ranking"),
    ],
)
def test_a_cell_that_cannot_be_names_its_line(tmp_path: Path, learners: str, said: str) -> None:
    with pytest.raises(FourfoldError) as refused:
        _read(tmp_path, learners)

    assert said in str(refused.value)


def test_a_guide_needs_a_capacity(tmp_path: Path) -> None:
    with pytest.raises(FourfoldError, match=r"guides\.csv line 2: capacity: it is missing\."):
        _read(tmp_path, guides="guide_id,capacity\ngita,\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[mentors]\n", "Unknown section 'mentors'."),
        ("[guides]\nshoe = 'x'\n", "Unknown column 'shoe'."),
        ("[guides]\nname = 3\n", "must hold lines such as name = "),
        ("guides", "is no mapping file"),
    ],
)
def test_a_mapping_file_that_cannot_be_says_why(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "ours.toml").write_text(text)

    with pytest.raises(FourfoldError) as refused:
        read_columns(tmp_path / "ours.toml")

    assert said in str(refused.value)
