import { formatMoney, type Money } from '../money.ts';
import { layOutMail, type MailText } from './mail-text.ts';

export interface Receipt {
  orderId: string;
  items: { title: string; price: Money }[];
  total: Money;
  paymentProvider: string;
  paymentReference: string;
  /** Where the buyer finds the order and its download links. */
  orderUrl: string;
}

export function receiptMail(receipt: Receipt): MailText {
  const simulated = receipt.paymentProvider === 'simulated';
  return layOutMail({
    subject: `Your receipt for order ${receipt.orderId}`,
    paragraphs: [
      'Thank you for your order. Your audiobooks and their transcripts are in your library.',
      ...(simulated ? ['This payment was simulated: no money has moved.'] : []),
    ],
    rows: [
      ...receipt.items.map(({ title, price }) => ({ label: title, value: formatMoney(price) })),
      { label: 'Total', value: formatMoney(receipt.total) },
      { label: 'Payment', value: `${receipt.paymentProvider} ${receipt.paymentReference}` },
    ],
    link: { label: 'The order and its download links', url: receipt.orderUrl },
  });
}
