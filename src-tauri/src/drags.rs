//! Files dragged onto the window. The page hears that something hangs over it
//! and, once it is let go, the paths, just as the open dialog returns them;
//! reading is the core's work. A channel of our own rather than the toolkit's
//! events: those would let the page listen to everything.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use serde::Serialize;
use tauri::{DragDropEvent, Manager, State, Window, WindowEvent, ipc::Channel};

/// What a drag is doing, as the page hears it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Drag {
    /// Files hang over the window.
    Over,
    /// They are gone again.
    Left,
    /// They were let go here.
    Dropped {
        /// Files and folders, as the system named them.
        paths: Vec<String>,
    },
}

/// The page that listens, if one does.
#[derive(Default)]
pub(crate) struct Drags(Mutex<Option<Channel<Drag>>>);

/// Tells the page of drags from now on. A page that is loaded anew asks anew
/// and takes the place of the one before.
#[tauri::command]
pub(crate) fn watch_drags(drags: State<'_, Drags>, channel: Channel<Drag>) {
    *drags.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
}

/// Passes on what the window hears of drags.
pub(crate) fn on_window_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else {
        return;
    };
    let (Some(drag), Some(drags)) = (told(event), window.try_state::<Drags>()) else {
        return;
    };
    let page = drags.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(channel) = page.as_ref() {
        // A page that is gone misses nothing.
        let _ = channel.send(drag);
    }
}

/// A drag in the page's words; `None` when there is nothing new to say.
fn told(event: &DragDropEvent) -> Option<Drag> {
    match event {
        // Text and links can be dragged too, but not read.
        DragDropEvent::Enter { paths, .. } => (!names(paths).is_empty()).then_some(Drag::Over),
        DragDropEvent::Drop { paths, .. } => Some(match names(paths) {
            none if none.is_empty() => Drag::Left,
            paths => Drag::Dropped { paths },
        }),
        DragDropEvent::Leave => Some(Drag::Left),
        // Where the pointer is makes no difference: the whole window takes files.
        _ => None,
    }
}

/// Paths cross to the page as text. A link is dragged as a path that starts
/// nowhere, and a path that is not valid text cannot be chosen in a dialog either.
fn names(paths: &[PathBuf]) -> Vec<String> {
    paths
        .iter()
        .filter(|path| path.is_absolute())
        .filter_map(|path| path.to_str().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use tauri::PhysicalPosition;

    use super::*;

    #[cfg(unix)]
    const FILE: &str = "/home/example/通话 记录.xml";
    #[cfg(windows)]
    const FILE: &str = r"C:\example\通话 记录.xml";

    fn dragged(paths: &[&str], let_go: bool) -> Option<Drag> {
        let paths = paths.iter().map(PathBuf::from).collect();
        let position = PhysicalPosition::new(4.0, 2.0);
        told(&if let_go {
            DragDropEvent::Drop { paths, position }
        } else {
            DragDropEvent::Enter { paths, position }
        })
    }

    #[test]
    fn files_are_announced_and_named_only_once_they_are_let_go() {
        assert_eq!(dragged(&[FILE], false), Some(Drag::Over));
        let paths = vec![FILE.to_owned()];
        assert_eq!(dragged(&[FILE], true), Some(Drag::Dropped { paths }));
        assert_eq!(told(&DragDropEvent::Leave), Some(Drag::Left));
    }

    #[test]
    fn links_and_texts_are_not_files() {
        for other in ["https://example.com/a.xml", "some words", ""] {
            assert_eq!(dragged(&[other], false), None, "{other}");
            assert_eq!(dragged(&[other], true), Some(Drag::Left), "{other}");
        }
        let paths = vec![FILE.to_owned()];
        assert_eq!(
            dragged(&["https://example.com/", FILE], true),
            Some(Drag::Dropped { paths })
        );
    }

    #[test]
    fn the_page_is_told_in_the_form_it_knows() {
        let dropped = Drag::Dropped {
            paths: vec!["/a.xml".to_owned()],
        };
        assert_eq!(
            serde_json::to_value([Drag::Over, Drag::Left, dropped]).unwrap(),
            serde_json::json!([
                { "kind": "over" },
                { "kind": "left" },
                { "kind": "dropped", "paths": ["/a.xml"] },
            ])
        );
    }
}
