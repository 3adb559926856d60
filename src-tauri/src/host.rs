//! This machine as the core sees it: its clock, its randomness, its folders.

use std::{
    env,
    path::{Path, PathBuf},
    process,
    time::SystemTime,
};

use chrono::{DateTime, FixedOffset, Utc};
use tauri::{Runtime, path::PathResolver};

/// Where systems install fonts for everybody.
const SYSTEM_FONTS: &[&str] = if cfg!(windows) {
    &["C:\\Windows\\Fonts"]
} else if cfg!(target_os = "macos") {
    &["/Library/Fonts", "/System/Library/Fonts"]
} else {
    &["/usr/share/fonts", "/usr/local/share/fonts"]
};

/// The real clock and randomness, and the folders found at start.
pub(crate) struct Machine {
    data: PathBuf,
    fonts: PathBuf,
}

impl Machine {
    /// Finds the folders. `MINGZHANG_DATA` and `MINGZHANG_FONTS` override where
    /// vaults and fonts are looked for.
    ///
    /// # Errors
    /// The platform names no folder for a user's data.
    pub(crate) fn find<R: Runtime>(paths: &PathResolver<R>) -> tauri::Result<Self> {
        let data = match env::var_os("MINGZHANG_DATA") {
            Some(folder) => folder.into(),
            None => paths.data_dir()?.join("mingzhang"),
        };
        let executable = env::current_exe().unwrap_or_default();
        let beside = executable.parent().unwrap_or(Path::new("."));
        let installed = paths.resource_dir().map(|dir| dir.join("fonts"));
        let fonts = match env::var_os("MINGZHANG_FONTS") {
            Some(folder) => folder.into(),
            None => installed
                .into_iter()
                .chain([beside.join("../fonts")])
                .find(|folder| folder.is_dir())
                // Named in the core's message when the fonts are missing.
                .unwrap_or_else(|| beside.join("fonts")),
        };
        Ok(Self { data, fonts })
    }
}

impl api::Host for Machine {
    fn now(&self) -> DateTime<FixedOffset> {
        DateTime::<Utc>::from(SystemTime::now()).fixed_offset()
    }

    fn random(&self, buffer: &mut [u8]) {
        if getrandom::fill(buffer).is_err() {
            // Going on would make a vault that anyone can open.
            process::abort();
        }
    }

    fn data_dir(&self) -> PathBuf {
        self.data.clone()
    }

    fn fonts_dir(&self) -> PathBuf {
        self.fonts.clone()
    }

    fn system_fonts(&self) -> Vec<PathBuf> {
        // Tests name their own, so that pages are the same on every machine.
        if env::var_os("MINGZHANG_FONTS").is_some() {
            return Vec::new();
        }
        SYSTEM_FONTS.iter().map(PathBuf::from).collect()
    }
}
