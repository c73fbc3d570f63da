/** Words that say nothing of what a text is about, by ISO 639-1 language. They also tell the language. */
export const stopWords: Record<string, ReadonlySet<string>> = {
  en: list(`a about above after again against all almost along already also although always am among an and another any
    anybody anything are around as asked at away back be became because become been before began behind being believed
    below beneath between both but by call called came can carried certain could did didn do does doesn don done down
    each either else enough even ever every everybody everything expected far felt few first for found four from gave
    get give given go going gone good got great had hadn half hand hands has have he held her here hers herself him
    himself his how however i if in indeed instead into is isn it its itself just keep kept knew know known last late
    later least left less let like little long look looked made make many may me might mine more most much must my
    myself near nearly never next no nobody none nor not nothing now of off often old on once one only onto or other
    others ought our out over own part people perhaps person place put quite rather really right said same saw say says
    see seemed seen several shall she should side since sit small so some somebody someone something sometimes soon
    still stood such sure take taken tell than that the their them then there these they thing things think this those
    though thought three through time to today together told too took toward turned two under until up upon us used very
    wanted was wasn way we well went were weren what when where whether which while who whole whom whose why will with
    within without word words would wouldn year years yes yet you your yours ll ve re
    father mother man men woman women child children girl boy wife husband daughter son name voice head eyes face line
    hear heard hour hours day days minute minutes morning evening night new set end moment came forty-one eleven`),
  de: list(`aber alle als also am an auch auf aus bei bin bis bist da dann das dass dein dem den denn der des die dies
    dir doch du durch ein eine einem einen einer er es für gegen haben hat hatte ich ihr im in ist ja kann kein mich mir
    mit nach nicht noch nur ob oder ohne sagte sehr sein sie sich sind so über um und uns unter vom von vor war waren
    was wenn wer wie wir wird wo zu zum zur`),
  fr: list(`à ai alors au aussi autre avait avec avoir bien c ce cela ces cette ceux chez comme d dans de des dit donc du
    elle elles en est et été être eu fait il ils j je l la le les leur lui m ma mais me même mes mon n ne nous on ont ou
    où par pas peu plus pour qu quand que qui s sa sans se ses si son sont sur t ta te tes ton tout très tu un une vous y`),
  es: list(`a al algo como con de del desde donde el ella ellos en entre era es esa ese esta este fue ha había hasta hay
    la las le les lo los más me mi mientras muy nada ni no nos o para pero poco por porque que quien se ser si sin sobre
    son su sus también te tiene todo tu un una uno y ya yo`),
  it: list(`a ai al alla anche c che chi ci come con da dal dalla dei del della delle di dove e ed era essere fu gli ha
    hanno i il in io l la le lei lo loro lui ma me mi molto nel nella no noi non nostro o per perché più quando quella
    quello questa questo se sei si sono su sua suo tra tu un una uno vi voi`),
  pt: list(`a ao aos as às até com como da das de dela dele do dos e ela ele em entre era essa esse esta este eu foi há
    isso isto já lhe mais mas me mesmo meu muito na não nas nem no nos nós o os ou para pela pelo por qual quando que
    quem se sem ser seu sua são também te tem um uma você`),
  nl: list(`aan al als bij dan dat de der deze die dit door een en er ge geen had heb het hier hij hoe hun ik in is ja je
    kan maar me meer men met mijn naar niet nog nu of om onder ons ook op over te toch toen tot u uit van veel voor want
    was wat we wel werd wie wij ze zich zij zijn zo zou`),
  da: list(`af alle at blev da de dem den der det dig din du efter eller en end er et for fra ham han har havde hun
    hvad hvis hvor i ikke ind jeg jer kan kom kun man med meget men mig mod når nu og også om op os over på sagde sig sin
    skal som så til ud under var ved vi vil være`),
  no: list(`av alle at ble ho hva då da de deg dei dem den denne der det din dit du eg eit ein eller en enn er et etter
    for fra før ha hadde han har henne hennes her hun hvis hvor høyrde i ikke ikkje ingen inn jeg kan kom kunne man med
    meg men mot ned no nå og også om opp oss over på sa seg si sin skal som så til ut var ved vi vil`),
  sv: list(`alla att av blev de dem den denna det dig din du då efter ej eller en er ett från för ha hade han har henne
    hennes hon hur här i icke ingen inom inte jag ju kan man med mig min mot mycket ni nu när och om oss på sade sedan
    sig sin ska som så till under upp ut vad var vi vid är över`),
};

function list(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}
