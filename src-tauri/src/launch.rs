//! What is checked before the toolkit is touched: that nobody can drive the
//! window from outside, and that there is a display to open it on.

use std::{io::Write, panic};

/// Variables through which another program could read or drive the page:
/// WebDriver, and WebKit's inspector, which listens on a socket.
#[cfg(not(feature = "webdriver"))]
const REMOTE_CONTROL: [&str; 3] = [
    "TAURI_WEBVIEW_AUTOMATION",
    "WEBKIT_INSPECTOR_SERVER",
    "WEBKIT_INSPECTOR_HTTP_SERVER",
];

/// Readies the process for the window.
///
/// # Errors
/// A message for the person at the terminal: no display, or the program could
/// not be started again without the remote-control variables.
pub(crate) fn prepare() -> Result<(), String> {
    speak_of_faults_without_data();
    #[cfg(not(feature = "webdriver"))]
    refuse_remote_control()?;
    find_display()
}

/// Starts the program anew without the remote-control variables if any is set.
/// A process cannot safely change its own environment, but it can choose the
/// one of its successor.
#[cfg(all(unix, not(feature = "webdriver")))]
fn refuse_remote_control() -> Result<(), String> {
    use std::{env, os::unix::process::CommandExt, process::Command};

    if REMOTE_CONTROL
        .iter()
        .all(|name| env::var_os(name).is_none())
    {
        return Ok(());
    }
    let own = env::current_exe().map_err(|error| error.to_string())?;
    let mut successor = Command::new(own);
    successor.args(env::args_os().skip(1));
    for name in REMOTE_CONTROL {
        successor.env_remove(name);
    }
    // Returns only when it failed.
    Err(successor.exec().to_string())
}

/// Elsewhere the toolkit reads no such variable before the page is made, but
/// a program that finds one set has reason to stop.
#[cfg(all(not(unix), not(feature = "webdriver")))]
fn refuse_remote_control() -> Result<(), String> {
    match REMOTE_CONTROL
        .iter()
        .find(|name| std::env::var_os(name).is_some())
    {
        None => Ok(()),
        Some(name) => Err(format!("请先取消环境变量 {name} / Unset {name} first.")),
    }
}

/// Desktops keep what programs print, beside the vault and in the clear, and a
/// panic's message may quote the record. Its place says enough.
fn speak_of_faults_without_data() {
    panic::set_hook(Box::new(|fault| {
        if let Some(place) = fault.location() {
            // Nothing is left to report to when standard error is gone.
            let _ = writeln!(std::io::stderr(), "fault at {place}");
        }
    }));
}

#[cfg(target_os = "linux")]
fn find_display() -> Result<(), String> {
    gtk::init().map_err(|_| {
        "没有可用的显示器。请在桌面会话中启动，或在终端中运行 xvfb-run mingzhang。\n\
         There is no display. Start this in a desktop session, or run: xvfb-run mingzhang"
            .to_owned()
    })
}

#[cfg(not(target_os = "linux"))]
fn find_display() -> Result<(), String> {
    Ok(())
}
