//! The form for papers: what is asked, and that nothing is left out that decides.

mod form;
mod form_of_several;
mod form_times;
