"""The screen for what points to a patient: what it masks, and what it leaves alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.confidentiality.screening import (
    Identifier,
    Kind,
    in_words,
    mask,
    must_check,
    screen,
)


def masked(text, *people):
    return mask(text, screen(text, people=people))


def test_screen_tells_kind_and_place_in_the_order_of_the_text():
    assert screen("Mrs. Alvarez in room 412, MRN 88-1204.") == (
        Identifier(Kind.NAME, 5, 12),
        Identifier(Kind.ROOM, 16, 24),
        Identifier(Kind.RECORD_NUMBER, 30, 37),
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("M R N four four one two nine was hers", "M R N [record number] was hers"),
        ("5519023 is her MRN.", "[record number] is her MRN."),
        ("the MRN they gave me was H-44120", "the MRN they gave me was [record number]"),
        ("call her at 555 0123", "call her at [phone]"),
        ("His cell: +1 (312) 555-0147 ext 22.", "His cell: [phone] ext [phone]."),
        ("text nine one seven, five five five, oh one double two", "text [phone]"),
        ("Write to rosa.j@example.com today.", "Write to [mail] today."),
        ("it is rosa dot j at gmail dot com", "it is [mail]"),
        ("SSN 219-09-9999 was read aloud", "SSN [ssn] was read aloud"),
        ("the last four of her social are 4 4 1 2", "the last four of her social are [ssn]"),
        ("see www.example.com/rosa, all of it", "see [url], all of it"),
        ("it is www dot rosa fights dot org", "it is [url]"),
        ("10.24.118.7 opened the chart", "[ip] opened the chart"),
        ("from one ninety two dot one sixty eight dot four dot twenty", "from [ip]"),
        ("Member ID XKJ 550 2291 lapsed", "Member ID [plan number] lapsed"),
        ("account number 0099127, please", "account number [account number], please"),
        ("card 4111 1111 1111 1111 in a note", "card [account number] in a note"),
        ("driver's license D123-4567", "driver's license [license number]"),
        ("the plate was k l m four eight two", "the plate was [vehicle number]"),
        ("serial no. SN-88412-QX", "serial no. [device number]"),
        ("the tag was bravo kilo one one four", "the tag was [vehicle number]"),
        ("insurance id zzk 40119", "insurance id [plan number]"),
        ("his blog is rick beats it dot com slash march", "his blog is [url]"),
        ("record number two oh nine dash four four one", "record number [record number]"),
        ("she gave us k l four eight two", "she gave us [other number]"),
        ("claim number CLM-99120", "claim number [other number]"),
    ],
)  # fmt: skip
def test_screen_finds_numbers_and_addresses_written_and_spoken(written, shown):
    assert masked(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("march third nineteen eighty two", "[date]"),
        ("DOB 3/14/1982, seen 2024-03-09", "DOB [date], seen [date]"),
        ("born on 3 March 1982 in May", "born on [date] in May"),
        ("he was born in 1943", "he was born in [date]"),
        ("She was admitted on June 2nd.", "She was admitted on [date]."),
        ("readmitted on the 14th of that month", "readmitted on [date] of that month"),
        ("A 94-year-old and a 54-year-old.", "A [age over 89] and a 54-year-old."),
        ("she's ninety one and drives", "she's [age over 89] and drives"),
        ("he lives at 1420 Elm Street, Apt 4B", "he lives at [address]"),
        ("she lives at fourteen twenty elm street", "she lives at [address]"),
        ("admitted eleven two twenty three", "admitted [date]"),
        ("she died on christmas eve", "she died on [date]"),
        ("he stays at twenty two oh nine north kedzie", "he stays at [address]"),
        ("The man in 412B had no visitors.", "The man in [room] had no visitors."),
        ("They called from 7 West 22.", "They called from [room]."),
        ("Dayton, OH 45402", "[address]"),
        ("They moved here from Yazoo City.", "They moved here from [address]."),
    ],
)
def test_screen_finds_dates_ages_and_places(written, shown):
    assert masked(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("mrs quintanilla kept ringing", "mrs [name] kept ringing"),
        ("jones, bed 12, was bleeding", "[name], [room], was bleeding"),
        ("My patient, Bogdan Ilic, left.", "My patient, [name], left."),
        ("the chart said Okonkwo, Adaeze", "the chart said [name], [name]"),
        ("I told Zorion that the scan was worse.", "I told [name] that the scan was worse."),
        ("Zorion was intubated at two.", "[name] was intubated at two."),
        ("his wife Maite slept in the chair", "his wife [name] slept in the chair"),
        ("Mr. van der Berg and Ms. Ng-Hart", "Mr. [name] and Ms. [name]"),
        ("a boy named Emeka with asthma", "a boy named [name] with asthma"),
        ("my lady hutchins was up all night", "my lady [name] was up all night"),
        ("the mother of jaylen left", "the mother of [name] left"),
        ("the abernathy baby was early", "the [name] baby was early"),
        ("lindqvist comma brigitta", "[name] comma [name]"),
        ("I left word for Eilidh, his daughter.", "I left word for [name], his daughter."),
        ("kateryna was lonely and she knew it", "[name] was lonely and she knew it"),
        ("We got Zorion's biopsy back.", "We got [name]'s biopsy back."),
    ],
)
def test_screen_finds_names_by_what_stands_around_them(written, shown):
    assert masked(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "The record number is 44 81\n29 03 and his number 555 1\n23 4567",
            "The record number is [record number]\n[record number] and his number [phone]\n[phone]",
        ),
        ("the mrn is four four eight one\ntwo nine", "the mrn is [record number]\n[record number]"),
        ("call her at 555-\r\n0123", "call her at [phone]\r\n[phone]"),
        ("so 5519\n0234 is her MRN", "so [record number]\n[record number] is her MRN"),
        ("MRN 4481\n3 days later", "MRN [record number]\n3 days later"),
        ("MRN 4481\n12:04 Sam", "MRN [record number]\n12:04 Sam"),
        ("MRN 4481.\n12 came", "MRN [record number].\n12 came"),
    ],
)
def test_screen_finds_a_labelled_number_that_goes_on_over_a_line_end(written, shown):
    assert masked(written) == shown


def test_screen_finds_a_name_wherever_else_it_stands():
    assert masked("Mrs. Zorion died.\nI think of Zorion at night.") == (
        "Mrs. [name] died.\nI think of [name] at night."
    )


@pytest.mark.parametrize(
    "clean",
    [
        "Send me the draft by Friday, or next March.",
        "The abstract is due March 3rd, and we meet on the 12th at four thirty.",
        "Step 2 is on June 14 and the block starts on July 1.",
        "Two milligrams of lorazepam, then 40 of Lasix at 7:30.",
        "Read pages 12 to 48 and PMID 31904519, in room 204 at noon.",
        "We placed a Foley; she has Parkinson's and a Glasgow Coma Scale of eight.",
        "I trained at Johns Hopkins and publish in JAMA, see https://doi.org/10.1056/x.",
        "Dr. Patel and my co-resident Marcus were with the patient in the ICU.",
        "I'll write to Priya about you; ask Daniel about the potassium protocol.",
        "One, two, three, four, five, six, seven, I counted, and went in.",
        "I was born in 1990 and I live in Boston.",
        "She is ninety four on two liters and 95 percent sure.",
        "May I mark the page? Grace and hope, that is the plan.",
        "I miss home, the MR showed severe regurgitation, MS was first on my list.",
        "it's a two way street and three residents drive home at eight",
        "torvald was the fellow on with me and he said what would you do",
        "look at up to date dot com, and he got a ninety four on the exam",
        "My wife Hannah had surgery and I took the week off.",
    ],
)
def test_screen_leaves_what_points_to_no_patient(clean):
    assert screen(clean) == ()


def test_screen_leaves_the_people_of_the_talk_alone():
    talk = "Thanks, Gita. I saw Mrs. Rao with Lena before the surgery."

    assert masked(talk, "Dr. Gita Rao", "Lena Ortiz") == talk


def test_screen_finds_a_patient_who_shares_a_first_name_with_the_guide():
    assert masked("Mrs. Gita Alvarez died.", "Gita Rao") == "Mrs. [name] died."


def test_screen_finds_nothing_in_what_it_masked():
    shown = masked("Mrs. Alvarez, MRN 88-1204, born 3/14/1982, call 555-0123.")

    assert screen(shown) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "²",
        "9" * 5_000,
        "hundred " * 3_000,
        "İ\u0307@.1/2/3",
        "O'" * 30_000,
        "Al-" * 20_000,
    ],
)
def test_screen_survives_odd_text(text):
    found = screen(text)

    ends = [0, *(each.end for each in found)]
    assert all(end <= each.start < each.end for end, each in zip(ends, found, strict=False))
    assert ends[-1] <= len(text)


WORDS = (
    *("Mrs.", "Alvarez", "mrn", "4412", "·", "born", "may", "3", "1982", ",", "at", "gmail", "dot"),
    *(
        "com",
        "bed",
        "five",
        "oh",
        "'s",
        "-",
        "\n",
        "@",
        "street",
        "he",
        "one",
        "hundred",
        "a",
        "of",
    ),
)


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=24))
def test_identifiers_never_overlap_and_lie_in_the_text(words):
    text = " ".join(words)
    found = screen(text)

    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_in_words_titles_every_kind():
    assert in_words(Kind.RECORD_NUMBER) == "Medical record number"
    assert all(in_words(kind) for kind in Kind)


def test_must_check_says_that_a_person_must_read():
    assert must_check() == (
        "Fourfold marks what looks like it points to a patient. It misses some of it. "
        "Please read the words yourself before you keep them."
    )
