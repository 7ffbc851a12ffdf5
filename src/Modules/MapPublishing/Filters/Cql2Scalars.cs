using System.Globalization;

namespace Guotu.MapPublishing.Filters;

/// <summary>Reads fields and values.</summary>
internal sealed class Cql2Scalars(Cql2Cursor cursor, FilterSubject subject)
{
    private static readonly string[] Reserved =
        ["AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL", "BBOX", "POINT", "LINESTRING", "POLYGON", "INTERVAL"];

    public Operand Operand()
    {
        var token = cursor.Here;
        switch (token.Kind)
        {
            case Cql2TokenKind.Text:
                return new LiteralOperand(cursor.Take().Text, ValueKind.Text, Untyped: false);
            case Cql2TokenKind.Number:
            case Cql2TokenKind.Sign when token.Text is "-" or "+":
                return new LiteralOperand(Number(), ValueKind.Number, Untyped: false);
            case Cql2TokenKind.QuotedName:
                return new FieldOperand(subject.Field(cursor.Take().Text));
            case Cql2TokenKind.Word when token.Is("TRUE") || token.Is("FALSE"):
                return new LiteralOperand(cursor.Take().Is("TRUE"), ValueKind.Flag, Untyped: false);
            case Cql2TokenKind.Word when cursor.Following.IsSign("(") && (token.Is("DATE") || token.Is("TIMESTAMP")):
                return new LiteralOperand(Date(), ValueKind.Date, Untyped: false);
            case Cql2TokenKind.Word when cursor.Following.IsSign("("):
                throw cursor.Fault("的函数不支持");
            case Cql2TokenKind.Word when !Reserved.Contains(token.Text, StringComparer.OrdinalIgnoreCase):
                return new FieldOperand(subject.Field(cursor.Take().Text));
            default:
                throw cursor.Fault("要有字段或值");
        }
    }

    /// <summary>DATE('…') or TIMESTAMP('…').</summary>
    public DateOnly Date()
    {
        cursor.Take();
        cursor.Must("(");
        var text = cursor.Here.Kind == Cql2TokenKind.Text ? cursor.Take().Text : throw cursor.Fault("要有日期");
        cursor.Must(")");
        return FilterDate.Read(text);
    }

    private decimal Number()
    {
        var minus = cursor.TakeIf("-");
        if (!minus)
        {
            cursor.TakeIf("+");
        }

        if (cursor.Here.Kind != Cql2TokenKind.Number || !decimal.TryParse(cursor.Here.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            throw cursor.Fault("要有数");
        }

        cursor.Take();
        return minus ? -value : value;
    }
}
