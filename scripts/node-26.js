// Plain JavaScript on purpose: an older Node must be able to read it to say what is wrong.
const major = Number(process.versions.node.split(".")[0])
if (major < 26) {
  console.error(
    `Бортжурналу нужен Node.js 26 или новее, а здесь ${process.versions.node}: выполните «npm ci», он поставит нужный сам.`,
  )
  process.exit(1)
}
