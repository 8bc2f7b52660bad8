export default 7 // caught: import(no-default-export)
