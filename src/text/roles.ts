import { pair, type SameKeys } from "./pair.ts"

/** What somebody is called by the role: the head's list of people, the invitation, one's own card. */
const ru = {
  name: {
    head: "директор",
    navigator: "педагог-навигатор",
    leader: "ведущий урока",
    partner: "площадка-партнёр",
    municipal: "муниципальный координатор",
    region: "региональный координатор",
  },
}

const en: SameKeys<typeof ru> = {
  name: {
    head: "head",
    navigator: "navigator teacher",
    leader: "lesson leader",
    partner: "partner site",
    municipal: "municipal coordinator",
    region: "regional coordinator",
  },
}

export const roleWords = pair(ru, en)
