/** A page of English, over a thousand letters. */
export const prose =
  `The ferry left the harbour a little after six, when the lamps along the quay were still lit and the
gulls had not yet begun to quarrel over the nets. Marta stood at the stern with her collar turned up and
counted the windows of the customs house, as she had done every autumn since she was nine years old. There were
forty-two of them. Her grandfather used to say that a town which counts its windows will never be poor, though he
had never explained what he meant by it, and she had been too shy to ask him while there was still time. Behind
her a boy was eating an apple, slowly, turning it like a globe; his mother slept with her mouth open, one hand
on a suitcase tied with kitchen string. The engine found its rhythm. Out past the breakwater the sea was the
colour of slate, and it moved in long folds that seemed to come from a great way off, without hurry, as if
nothing on land had ever been of any concern to it. She thought of the letter in her pocket, and did not read it.`.replaceAll(
    '\n',
    ' ',
  );

export const japaneseProse = `港を出たのは六時を少し過ぎたころで、岸壁の灯はまだ消えていなかった。鞠子は船尾に立ち、襟を立てて税関の窓を数えた。九つの秋から毎年そうしてきたのだ。四十二あった。窓を数える町は貧しくならないと祖父は言ったが、その意味を聞く前に亡くなった。後ろでは少年がゆっくりと林檎を食べている。母親は口をあけて眠り、片手を紐で縛った鞄に置いていた。やがて機関の音がそろい、防波堤の外へ出ると、海は石板のような色をして、遠くから来る長い波が急ぐこともなく寄せていた。`;
