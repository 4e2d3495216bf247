//! Where a place of the sheet is in the frame, and the other way round.

use crate::scene::Scene;

/// The way from the sheet (modules from the code's middle) to the frame (pixels) and back.
pub(crate) struct Lens<'a> {
    scene: &'a Scene,
    /// Half of the code's side, in modules.
    half: f32,
    shrink: f32,
    lean: (f32, f32),
    turn: (f32, f32),
}

impl<'a> Lens<'a> {
    pub(crate) fn new(scene: &'a Scene, half: f32) -> Self {
        let shrink = scene.lean.1 / (2.0 * half * scene.module);
        let turn = (scene.angle - scene.lean.0).sin_cos();
        Self { scene, half, shrink, lean: scene.lean.0.sin_cos(), turn }
    }

    /// From the frame to the sheet. `None` beyond the horizon.
    pub(crate) fn to_sheet(&self, x: f32, y: f32) -> Option<(f32, f32)> {
        let (x, y) = (x - self.scene.centre.0, y - self.scene.centre.1);
        let (sine, cosine) = self.lean;
        let (across, down) = (x * cosine + y * sine, y * cosine - x * sine);
        let down = down / self.scene.flat;
        let depth = 1.0 - self.shrink * down;
        if depth < 0.2 {
            return None;
        }
        let (across, down) = (across / depth, down / depth);
        let (sine, cosine) = self.turn;
        let module = self.scene.module;
        let u = (across * cosine + down * sine) / module;
        let v = (down * cosine - across * sine) / module;
        Some((u, v + self.bend(u)))
    }

    /// From the sheet to the frame.
    pub(crate) fn to_frame(&self, u: f32, v: f32) -> (f32, f32) {
        let module = self.scene.module;
        let (u, v) = (u * module, (v - self.bend(u)) * module);
        let (sine, cosine) = self.turn;
        let (across, down) = (u * cosine - v * sine, u * sine + v * cosine);
        let depth = 1.0 + self.shrink * down;
        let (across, down) = (across / depth, down / depth * self.scene.flat);
        let (sine, cosine) = self.lean;
        let (x, y) = (across * cosine - down * sine, across * sine + down * cosine);
        (x + self.scene.centre.0, y + self.scene.centre.1)
    }

    /// A curled sheet stands out in the middle: seen from a little above, its lines are arcs.
    fn bend(&self, u: f32) -> f32 {
        if self.scene.curl == 0.0 {
            return 0.0;
        }
        let across = (u / self.half).clamp(-1.5, 1.5);
        self.scene.curl * (1.0 - across * across)
    }
}
