//! Codes in pictures.

mod budget;
mod damage;
mod hard;
mod poster;
mod stills;
