//! What the core has to say on the desktop, shown the desktop's own way. The page has no
//! part in it: nothing it could call, nothing it could say.
//!
//! On Linux the words go over the session bus, a local socket like the display's, through
//! the connection the toolkit keeps. Elsewhere nothing is shown yet.

use std::{thread, time::Duration};

use api::Reminder;

use crate::rpc::Core;

/// How often the core is asked. It answers once a day at most.
const EVERY: Duration = Duration::from_secs(20);

/// Asks from now on until the program ends.
///
/// # Errors
/// The system starts no further thread.
pub(crate) fn watch(core: Core) -> std::io::Result<()> {
    let asking = move || {
        loop {
            thread::sleep(EVERY);
            if let Some(reminder) = core.reminder() {
                show(&reminder);
            }
        }
    };
    thread::Builder::new()
        .name("reminders".to_owned())
        .spawn(asking)?;
    Ok(())
}

/// Hands the words to the desktop. Where nothing takes them nobody is told: the week
/// still says everything.
#[cfg(target_os = "linux")]
fn show(reminder: &Reminder) {
    use gtk::gio::{BusType, Cancellable, DBusCallFlags, bus_get_sync};

    let Ok(bus) = bus_get_sync(BusType::Session, Cancellable::NONE) else {
        return;
    };
    let _ = bus.call_sync(
        Some("org.freedesktop.Notifications"),
        "/org/freedesktop/Notifications",
        "org.freedesktop.Notifications",
        "Notify",
        Some(&request(reminder)),
        None,
        DBusCallFlags::NONE,
        5_000,
        Cancellable::NONE,
    );
}

#[cfg(not(target_os = "linux"))]
fn show(_: &Reminder) {}

/// Name of the program, the notification it replaces, icon, title, words, buttons,
/// hints, and how long it stays: as the desktop likes.
#[cfg(target_os = "linux")]
fn request(reminder: &Reminder) -> gtk::glib::Variant {
    use gtk::glib::{ToVariant, VariantDict};

    let none: Vec<String> = Vec::new();
    let parts = [
        "Mingzhang".to_variant(),
        0_u32.to_variant(),
        "mingzhang".to_variant(),
        reminder.title.to_variant(),
        reminder.body.to_variant(),
        none.to_variant(),
        VariantDict::new(None).end(),
        (-1_i32).to_variant(),
    ];
    gtk::glib::Variant::tuple_from_iter(parts)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_desktop_gets_the_words_in_the_form_it_asks_for_and_nothing_else() {
        let sent = request(&Reminder {
            title: "明账 Mingzhang".to_owned(),
            body: "1 项 / 1 item".to_owned(),
        });
        assert_eq!(sent.type_().as_str(), "(susssasa{sv}i)");
        assert_eq!(sent.child_value(3).str(), Some("明账 Mingzhang"));
        assert_eq!(sent.child_value(4).str(), Some("1 项 / 1 item"));
        assert_eq!(sent.child_value(5).n_children(), 0);
        assert_eq!(sent.child_value(6).n_children(), 0);
    }
}
