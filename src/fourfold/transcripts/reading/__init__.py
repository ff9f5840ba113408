"""Reading a talk from a file: `read(content)` gives the transcript.

The format is told by the content: Zoom, Teams and other WebVTT, SubRip, Teams and Meet DOCX, Meet
and Otter text, `Name: text`, Whisper JSON, other JSON with a list of segments, and tables. No word
of the talk is lost; what is odd becomes an issue with its line (in a DOCX, its paragraph):

| code | means |
|---|---|
| no_speakers | the file names nobody; an error, since nothing can be said about a talk then |
| one_speaker | the file names one speaker only |
| unnamed | some cues name nobody and stand under Unknown Speaker |
| same_speaker | two spellings are taken for one speaker, such as one with “(she/her)” |
| two_voices | two people speak in one segment and its words cannot be told apart |
| bad_time | a time cannot be read |
| negative_time | a time before the recording started counts as 0 |
| end_before_start | a cue ends before it starts; its end counts as its start |
| equal_times | a cue has no length, or two start at once |
| overlap | a cue starts before the one above it ends |
| out_of_order | a cue starts before the one above it starts |
| encoding | letters are broken or had to be guessed |
| markup | markup that belongs to no transcript was taken out; its words are kept |
| broken_cue | a cue is broken JSON and kept as it stands |
| left_out | something that is no speech was left out |

All but `no_speakers` are warnings. Equal ones are told once with their number. Of one code 20 are
told one by one and the rest as a number.
"""

from fourfold.transcripts.reading.content import LARGEST_FILE
from fourfold.transcripts.reading.cue import MOST_CUES
from fourfold.transcripts.reading.facts import format_name
from fourfold.transcripts.reading.reader import read

__all__ = ["LARGEST_FILE", "MOST_CUES", "format_name", "read"]
