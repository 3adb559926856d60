//! The window: a thin shell that shows the page, hands its calls to the core,
//! opens file and print dialogs, takes dropped files and shows what the core has to say on the
//! desktop. No rule, no word and no decision lives here.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod dialogs;
mod drags;
mod host;
mod launch;
mod notify;
mod paper;
mod rpc;
mod window;

use std::{io::Write, process::ExitCode, sync::Arc};

use crate::host::Machine;

fn main() -> ExitCode {
    match launch::prepare().and_then(|()| run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Nothing is left to report to when standard error is gone.
            let _ = writeln!(std::io::stderr(), "{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![
            rpc::rpc,
            dialogs::pick_open,
            dialogs::pick_save,
            drags::watch_drags,
            paper::print
        ])
        .manage(drags::Drags::default())
        .on_window_event(drags::on_window_event)
        .setup(|app| {
            use tauri::Manager;
            let machine = Machine::find(app.path())?;
            let core = Arc::new(api::App::new(machine));
            notify::watch(Arc::clone(&core))?;
            app.manage(core);
            window::open(app)?;
            Ok(())
        })
        .build(tauri::generate_context!())
        .map_err(|error| format!("明账无法启动 / Mingzhang could not start: {error}"))?;
    app.run(window::on_event);
    Ok(())
}
