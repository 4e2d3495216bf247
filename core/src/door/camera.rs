//! The camera, and its torch: what the state says of it is what was asked of the device.

use super::screen::Effect;
use super::{At, Door, Office};
use crate::clock::Now;

impl<O: Office> Door<O> {
    /// Without a camera there is no torch to be switched.
    pub(super) fn toggle_torch(&mut self) {
        if self.has_camera {
            self.torch = !self.torch;
            self.effects.push(Effect::Torch(self.torch));
        }
    }

    pub(super) fn switch_camera(&mut self) {
        self.facing = self.facing.other();
        self.effects.push(Effect::Camera(self.facing));
        self.light_again();
    }

    /// A camera that is taken up begins without its torch.
    pub(super) fn light_again(&mut self) {
        self.effects.extend(self.is_lit().then_some(Effect::Torch(true)));
    }

    /// Whether the torch is on: not without a camera, and not while the app is away.
    pub(super) fn is_lit(&self) -> bool {
        self.torch && self.has_camera && !matches!(self.at, At::Background(_))
    }

    pub(super) fn camera_lost(&mut self) {
        self.has_camera = false;
        if matches!(self.at, At::Home(_)) {
            self.at = At::NoCamera;
        }
    }

    pub(super) fn camera_back(&mut self, now: Now) {
        if !std::mem::replace(&mut self.has_camera, true) {
            self.light_again();
        }
        if matches!(self.at, At::NoCamera) {
            self.go_home(now);
        }
    }
}
