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
    roll: Option<Roll>,
}

/// A sheet around a cylinder, from a camera three widths of the code away. Lengths in modules.
struct Roll {
    /// Below nought where the sheet is rolled away from the camera.
    radius: f32,
    away: f32,
    /// Whether it lies along the code's rows.
    is_along: bool,
}

impl<'a> Lens<'a> {
    pub(crate) fn new(scene: &'a Scene, half: f32) -> Self {
        let shrink = scene.lean.1 / (2.0 * half * scene.module);
        let turn = (scene.angle - scene.lean.0).sin_cos();
        let roll = (scene.roll.0 != 0.0).then_some(Roll {
            radius: half / scene.roll.0,
            away: half * 6.0,
            is_along: scene.roll.1,
        });
        Self { scene, half, shrink, lean: scene.lean.0.sin_cos(), turn, roll }
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
        let (u, v) = self.roll.as_ref().map_or(Some((u, v)), |roll| roll.to_sheet(u, v))?;
        Some((u, v + self.bend(u)))
    }

    /// From the sheet to the frame.
    pub(crate) fn to_frame(&self, u: f32, v: f32) -> (f32, f32) {
        let module = self.scene.module;
        let (u, v) = (u, v - self.bend(u));
        let (u, v) = self.roll.as_ref().map_or((u, v), |roll| roll.to_frame(u, v));
        let (u, v) = (u * module, v * module);
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

impl Roll {
    /// From where the sheet would be seen if it were flat to the place on it. `None` beside it.
    fn to_sheet(&self, u: f32, v: f32) -> Option<(f32, f32)> {
        let (across, along) = if self.is_along { (v, u) } else { (u, v) };
        // Where the line from the camera meets the cylinder: the near side of one, the far side of the other.
        let middle = self.away + self.radius;
        let square = across * across + self.away * self.away;
        let root = (self.away * middle).powi(2) - square * (middle * middle - self.radius * self.radius);
        if root < 0.0 {
            return None;
        }
        let times = (self.away * middle - root.sqrt().copysign(self.radius)) / square;
        let across = (across * times / self.radius).clamp(-1.0, 1.0).asin() * self.radius;
        let along = along * times;
        Some(if self.is_along { (along, across) } else { (across, along) })
    }

    fn to_frame(&self, u: f32, v: f32) -> (f32, f32) {
        let (across, along) = if self.is_along { (v, u) } else { (u, v) };
        let (sine, cosine) = (across / self.radius).sin_cos();
        let times = 1.0 + self.radius * (1.0 - cosine) / self.away;
        let (across, along) = (self.radius * sine / times, along / times);
        if self.is_along { (along, across) } else { (across, along) }
    }
}
