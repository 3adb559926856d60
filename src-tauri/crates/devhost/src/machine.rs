//! The machine as tests want it: folders from the command line, and a clock
//! that can be stopped.

use std::{path::PathBuf, process, time::SystemTime};

use chrono::{DateTime, FixedOffset, Utc};

/// The core's view of this machine.
pub(crate) struct Machine {
    data: PathBuf,
    fonts: PathBuf,
    now: Option<DateTime<FixedOffset>>,
}

impl Machine {
    /// A machine with these folders; its clock stands at `now`, or runs.
    pub(crate) fn new(data: PathBuf, fonts: PathBuf, now: Option<DateTime<FixedOffset>>) -> Self {
        Self { data, fonts, now }
    }
}

impl api::Host for Machine {
    fn now(&self) -> DateTime<FixedOffset> {
        self.now
            .unwrap_or_else(|| DateTime::<Utc>::from(SystemTime::now()).fixed_offset())
    }

    fn random(&self, buffer: &mut [u8]) {
        if getrandom::fill(buffer).is_err() {
            // A test that goes on with predictable keys proves nothing.
            process::abort();
        }
    }

    fn data_dir(&self) -> PathBuf {
        self.data.clone()
    }

    fn fonts_dir(&self) -> PathBuf {
        self.fonts.clone()
    }
}
