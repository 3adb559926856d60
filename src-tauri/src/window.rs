//! The one window: what it may show, where it may go, and what leaving it does.

use tauri::{App, AppHandle, Manager, RunEvent, Url, WebviewWindow, WebviewWindowBuilder};

/// The only titles a task bar ever shows. Neutral on purpose: whatever the
/// page calls itself, a passer-by learns nothing from it.
const TITLES: [&str; 2] = ["明账", "Mingzhang"];

/// Opens the window that `tauri.conf.json` describes.
pub(crate) fn open(app: &App) -> Result<(), Box<dyn std::error::Error>> {
    let config = app
        .config()
        .app
        .windows
        .first()
        .ok_or("tauri.conf.json names no window")?;
    let development = app
        .config()
        .build
        .dev_url
        .clone()
        .filter(|_| tauri::is_dev());
    let window = WebviewWindowBuilder::from_config(app, config)?
        .on_document_title_changed(|window, title| {
            if TITLES.contains(&title.as_str()) {
                // A title that cannot be set leaves the neutral one in place.
                let _ = window.set_title(&title);
            }
        })
        .on_navigation(move |url| is_own(url, development.as_ref()))
        // A download would leave plain text beside the vault. Files are
        // written by the core, where the user said.
        .on_download(|_, _| false)
        // Leaves no trace of the page on the disk. WebKit's driver finds only
        // windows that do, so the driven build is the exception.
        .incognito(cfg!(not(feature = "webdriver")))
        .build()?;
    draw_plainly(&window)?;
    Ok(())
}

/// Has the page drawn by the processor alone. Waking the graphics driver costs
/// the first picture up to half a second where there is no real one, shows an
/// empty window on some where there is, and gains a page of text nothing.
#[cfg(target_os = "linux")]
fn draw_plainly(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

#[cfg(not(target_os = "linux"))]
fn draw_plainly(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Locks the vault when the program ends, so that the last write is complete
/// and the key is wiped before the process goes.
pub(crate) fn on_event(app: &AppHandle, event: RunEvent) {
    if let RunEvent::Exit = event
        && let Some(core) = app.try_state::<crate::rpc::Core>()
    {
        // What was written stays written whether or not the lock succeeds.
        let _ = api::rpc(&core, "vault_lock", serde_json::Value::Null);
    }
}

/// Whether `url` is a page of this program. Content policy cannot stop a
/// top-level navigation, so the window refuses to leave by itself.
fn is_own(url: &Url, development: Option<&Url>) -> bool {
    match url.scheme() {
        // How the embedded page is reached: the first on Linux and macOS, the
        // second on Windows.
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => {
            url.host_str() == Some("tauri.localhost")
                || development.is_some_and(|own| own.origin() == url.origin())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn the_window_stays_on_its_own_page() {
        assert!(is_own(&url("tauri://localhost/#/week"), None));
        assert!(is_own(&url("http://tauri.localhost/"), None));
        for elsewhere in [
            "https://example.com/",
            "http://localhost:5173/",
            "file:///etc/passwd",
            "tauri://example.com/",
            "data:text/html,hello",
        ] {
            assert!(!is_own(&url(elsewhere), None), "{elsewhere}");
        }
    }

    #[test]
    fn the_development_server_is_allowed_only_when_named() {
        let server = url("http://localhost:5173/");
        assert!(is_own(&url("http://localhost:5173/#/debts"), Some(&server)));
        assert!(!is_own(&url("http://localhost:4000/"), Some(&server)));
    }
}
