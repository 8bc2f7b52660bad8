export const camel = true // caught: unicorn(filename-case)
