//! The two native dialogs: choose files to read, choose where to write. They
//! return paths; reading and writing is the core's work.

use serde::Deserialize;
use tauri::AppHandle;

#[cfg(all(target_os = "linux", feature = "webdriver"))]
pub(crate) use answer::picked_save;

/// One line of the dialog's list of file kinds.
#[derive(Deserialize)]
#[cfg_attr(
    feature = "webdriver",
    expect(dead_code, reason = "no dialog to show them in")
)]
pub(crate) struct Filter {
    name: String,
    /// Without the dot.
    extensions: Vec<String>,
}

/// The files the user chose, or the folder when one is asked for; none when the
/// dialog was dismissed.
#[tauri::command(async)]
pub(crate) fn pick_open(
    app: AppHandle,
    title: String,
    filters: Vec<Filter>,
    multiple: bool,
    folder: Option<bool>,
) -> Vec<String> {
    if folder.unwrap_or(false) {
        return answer::folder(&app, title).into_iter().collect();
    }
    answer::open(&app, title, &filters, multiple)
}

/// Where the user wants the file written; `None` when the dialog was dismissed.
#[tauri::command(async)]
pub(crate) fn pick_save(
    app: AppHandle,
    title: String,
    name: String,
    filters: Vec<Filter>,
) -> Option<String> {
    answer::save(&app, title, name, &filters)
}

/// The platform's dialogs.
#[cfg(not(feature = "webdriver"))]
mod answer {
    use std::path::PathBuf;

    use tauri::{AppHandle, Manager};
    use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

    use super::Filter;

    pub(super) fn open(
        app: &AppHandle,
        title: String,
        filters: &[Filter],
        multiple: bool,
    ) -> Vec<String> {
        let dialog = dialog(app, title, filters);
        let chosen = if multiple {
            dialog.blocking_pick_files()
        } else {
            dialog.blocking_pick_file().map(|file| vec![file])
        };
        chosen
            .unwrap_or_default()
            .into_iter()
            .filter_map(text)
            .collect()
    }

    pub(super) fn folder(app: &AppHandle, title: String) -> Option<String> {
        dialog(app, title, &[])
            .blocking_pick_folder()
            .and_then(text)
    }

    pub(super) fn save(
        app: &AppHandle,
        title: String,
        name: String,
        filters: &[Filter],
    ) -> Option<String> {
        dialog(app, title, filters)
            .set_file_name(name)
            .blocking_save_file()
            .and_then(text)
    }

    fn dialog(app: &AppHandle, title: String, filters: &[Filter]) -> FileDialogBuilder<tauri::Wry> {
        let mut dialog = app.dialog().file().set_title(title);
        if let Some(window) = app.get_webview_window("main") {
            dialog = dialog.set_parent(&window);
        }
        for filter in filters {
            let extensions: Vec<&str> = filter.extensions.iter().map(String::as_str).collect();
            dialog = dialog.add_filter(&filter.name, &extensions);
        }
        dialog
    }

    /// Paths cross to the page as text. One that is not valid text, possible
    /// on Linux, cannot be chosen.
    fn text(path: FilePath) -> Option<String> {
        path.into_path()
            .ok()
            .map(PathBuf::into_os_string)
            .and_then(|path| path.into_string().ok())
    }
}

/// Answers from a file, because WebDriver cannot reach native dialogs:
/// `MINGZHANG_PICKS` names JSON such as `{"open": ["/a.xml"], "save": "/dir"}`.
/// Without the file every dialog is dismissed.
#[cfg(feature = "webdriver")]
mod answer {
    use std::{env, fs, path::PathBuf};

    use serde::Deserialize;
    use tauri::AppHandle;

    use super::Filter;

    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Picks {
        open: Vec<String>,
        save: Option<PathBuf>,
    }

    pub(super) fn open(_: &AppHandle, _: String, _: &[Filter], multiple: bool) -> Vec<String> {
        let most = if multiple { usize::MAX } else { 1 };
        picks().open.into_iter().take(most).collect()
    }

    pub(super) fn folder(_: &AppHandle, _: String) -> Option<String> {
        picks().open.into_iter().next()
    }

    pub(super) fn save(_: &AppHandle, _: String, name: String, _: &[Filter]) -> Option<String> {
        picked_save(&name)
    }

    /// Where a file of this name is to be written.
    pub(crate) fn picked_save(name: &str) -> Option<String> {
        let file = picks().save?.join(name);
        file.into_os_string().into_string().ok()
    }

    fn picks() -> Picks {
        env::var_os("MINGZHANG_PICKS")
            .and_then(|file| fs::read(file).ok())
            .and_then(|json| serde_json::from_slice(&json).ok())
            .unwrap_or_default()
    }
}
