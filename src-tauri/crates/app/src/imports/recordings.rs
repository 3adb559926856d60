//! Recordings of calls found among the files, and the calls they are of. Only
//! their names are looked at; the files stay where they are.

use domain::{Channel, Contact};
use intake::{Recording, RecordingMatch, match_recording};

use super::{RecordingCall, RecordingRow};

/// A recording among the files.
pub(crate) struct FoundRecording {
    pub(crate) path: String,
    pub(crate) file: String,
    pub(crate) recording: Recording,
}

/// Calls shown beside a recording that may be of several.
const CALLS: usize = 5;

/// Matches recordings to `contacts`.
pub(super) fn matched<'c>(
    recordings: &[FoundRecording],
    contacts: impl Iterator<Item = &'c Contact>,
) -> Vec<RecordingRow> {
    if recordings.is_empty() {
        return Vec::new();
    }
    let mut calls: Vec<&Contact> = contacts
        .filter(|contact| contact.channel == Channel::Call)
        .collect();
    calls.sort_by_key(|call| call.at);
    recordings.iter().map(|found| row(found, &calls)).collect()
}

/// `calls` by time.
fn row(found: &FoundRecording, calls: &[&Contact]) -> RecordingRow {
    let recording = &found.recording;
    let at = recording.at.timestamp();
    let near = intake::RECORDING_NEAR_S;
    let from = calls.partition_point(|call| call.at.timestamp() < at - near);
    let to = calls.partition_point(|call| call.at.timestamp() <= at + near);
    let calls = calls.get(from..to).unwrap_or_default();
    let ids = match match_recording(recording, calls) {
        RecordingMatch::One(id) => vec![id],
        RecordingMatch::Several(ids) => ids,
        RecordingMatch::None => Vec::new(),
    };
    let found_calls = ids.iter().take(CALLS).filter_map(|id| {
        let call = calls.iter().find(|call| call.id == *id)?;
        Some(RecordingCall {
            apart_s: u32::try_from(call.at.timestamp().abs_diff(at)).unwrap_or(u32::MAX),
            same_number: recording.number.is_some() && recording.number == call.number,
            contact: (*call).clone(),
        })
    });
    RecordingRow {
        path: found.path.clone(),
        file: found.file.clone(),
        at: recording.at,
        number: recording.number.clone(),
        calls: found_calls.collect(),
    }
}
