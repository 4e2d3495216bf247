//! What is looked at between two people: updates, the register, and what this is.

use chrono_tz::Europe;

use super::event::RegisterAction;
use super::screen::{AboutView, Effect, RegisterFault, RegisterView, UpdatesView};
use super::{At, Door, Office, leave};
use crate::clock::Now;
use crate::register::{Name, Register, RegisterError, to_csv};
use crate::store::StoreError;

/// A page.
#[derive(Clone, Copy)]
pub(super) enum Page {
    Updates,
    /// With why the last action came to nothing.
    Register(Option<RegisterFault>),
    About,
}

impl<O: Office> Door<O> {
    /// Turns to a page, from anywhere but the first screen.
    pub(super) fn turn_to(&mut self, page: Page, now: Now) {
        if matches!(self.at, At::Welcome) {
            return;
        }
        self.go(At::Page(page), now);
        self.office().settle(now);
    }

    /// Does something with the register, on its page.
    pub(super) fn register_action(&mut self, action: RegisterAction, now: Now) {
        if !matches!(self.at, At::Page(Page::Register(_))) {
            return;
        }
        self.office().settle(now);
        let fault = match self.act(action, now) {
            Ok(shared) => {
                self.effects.extend(shared);
                None
            }
            Err(fault) => Some(fault),
        };
        self.at = At::Page(Page::Register(fault));
    }

    fn act(&self, action: RegisterAction, now: Now) -> Result<Option<Effect>, RegisterFault> {
        let at = self.moment(now).check;
        let mut register = self.office().register().ok_or(RegisterFault::NotKept)?;
        match action {
            RegisterAction::Name(who) => register.name(name(who)?, at)?,
            RegisterAction::Withdraw(who) => register.withdraw(name(who)?, at)?,
            RegisterAction::Open(who) => {
                let who = who.into_iter().map(name).collect::<Result<_, _>>()?;
                register.open_shift(who, at)?;
            }
            RegisterAction::Close => {
                register.close_shift(at)?;
            }
            RegisterAction::Export(words) => {
                let word = |name: &str| {
                    let label = words.iter().find(|label| label.name == name);
                    label.map_or(name, |label| &label.text).to_owned()
                };
                return Ok(Some(Effect::Share(table(&register, &word)?)));
            }
        }
        Ok(None)
    }

    /// What is wrong with the device has been read. Should that not be kept, it is told again the next time.
    pub(super) fn acknowledge(&mut self, now: Now) {
        if matches!(self.at, At::Page(Page::Updates)) {
            let _ = self.office().acknowledge(now);
        }
    }

    pub(super) fn updates_view(&self, now: Now) -> Box<UpdatesView> {
        let office = self.office();
        let shelf = office.shelf();
        Box::new(UpdatesView {
            installed: shelf.contents(),
            missing: shelf.missing(),
            controller_until: leave(office, now),
            notices: office.notices(),
        })
    }

    pub(super) fn register_view(&self, fault: Option<RegisterFault>) -> Box<RegisterView> {
        let Some(register) = self.office().register() else {
            return Box::new(RegisterView { fault, ..RegisterView::default() });
        };
        Box::new(RegisterView {
            is_open: true,
            named: register.named().to_vec(),
            shift: register.shift().cloned(),
            counts: register.counts().unwrap_or_default(),
            fault,
        })
    }

    pub(super) fn about_view(&self) -> Box<AboutView> {
        let office = self.office();
        let relaxations =
            office.verifier().tolerances.held.iter().map(|held| held.tolerance.basis()).collect();
        Box::new(AboutView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            device: office.shelf().device,
            relaxations,
            tells_shown_before: self.settings.tells_shown_before,
            installs_by_code: self.settings.installs_by_code,
        })
    }
}

fn name(text: String) -> Result<Name, RegisterFault> {
    Name::try_from(text).map_err(|_| RegisterFault::NotAName)
}

fn table(register: &Register, word: &dyn Fn(&str) -> String) -> Result<String, StoreError> {
    let mut lines = Vec::new();
    register.lines(|line| lines.push(line))?;
    Ok(to_csv(lines, Europe::Paris, word))
}

impl From<RegisterError> for RegisterFault {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::AlreadyNamed { .. } => RegisterFault::AlreadyNamed,
            RegisterError::NotNamed { .. } => RegisterFault::NotNamed,
            RegisterError::OnDuty { .. } => RegisterFault::OnDuty,
            RegisterError::Nobody => RegisterFault::Nobody,
            RegisterError::NoShift => RegisterFault::NoShift,
            // No screen removes lines.
            RegisterError::StillToCome | RegisterError::Store(_) => RegisterFault::NotKept,
        }
    }
}

impl From<StoreError> for RegisterFault {
    fn from(_: StoreError) -> Self {
        RegisterFault::NotKept
    }
}
