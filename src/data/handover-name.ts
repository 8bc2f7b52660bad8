/** The database of a hand-over. Apart from what opens it, for every start asks whether it is there. */
export const handoverName = "bortzhurnal-handover"
