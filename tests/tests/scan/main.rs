//! Codes in pictures.

mod damage;
mod hard;
mod poster;
mod stills;
