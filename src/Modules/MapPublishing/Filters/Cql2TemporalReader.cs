namespace Guotu.MapPublishing.Filters;

/// <summary>Reads T_AFTER, T_BEFORE, T_DURING, T_EQUALS, T_INTERSECTS and T_DISJOINT of a date field and a day or an interval of days.</summary>
internal sealed class Cql2TemporalReader(Cql2Cursor cursor, Cql2Scalars scalars)
{
    public Condition Predicate()
    {
        var name = cursor.Take().Text.ToUpperInvariant();
        cursor.Must("(");
        var field = scalars.Operand();
        cursor.Must(",");
        var days = Days();
        cursor.Must(")");
        return field is FieldOperand { Kind: ValueKind.Date } date ? Of(name, date, days) : throw new FilterFault("时间条件的第一项要是日期字段");
    }

    private static Condition Of(string name, FieldOperand field, DayRange days) => name switch
    {
        "T_AFTER" => Against(field, Comparison.Greater, days.Last),
        "T_BEFORE" => Against(field, Comparison.Less, days.First),
        "T_DURING" => new AllOf([Against(field, Comparison.Greater, days.First), Against(field, Comparison.Less, days.Last)]),
        "T_EQUALS" when days.First == days.Last => Against(field, Comparison.Equal, days.First),
        "T_INTERSECTS" => Within(field, days),
        "T_DISJOINT" => new Not(Within(field, days)),
        _ => throw new FilterFault($"没有时间条件 {LiteralOperand.Shortened(name)}"),
    };

    /// <summary>Whether the field's day lies in the range, ends included.</summary>
    public static Condition Within(FieldOperand field, DayRange days) =>
        new AllOf([Against(field, Comparison.GreaterOrEqual, days.First), Against(field, Comparison.LessOrEqual, days.Last)]);

    private static Compare Against(FieldOperand field, Comparison how, DateOnly day) => Compare.Of(field, how, new LiteralOperand(day, ValueKind.Date, Untyped: false));

    private DayRange Days()
    {
        if (!cursor.Here.Is("INTERVAL"))
        {
            var day = cursor.Here.Is("DATE") || cursor.Here.Is("TIMESTAMP") ? scalars.Date() : throw cursor.Fault("要有日期");
            return new DayRange(day, day);
        }

        cursor.Take();
        cursor.Must("(");
        var first = End(DateOnly.MinValue);
        cursor.Must(",");
        var last = End(DateOnly.MaxValue);
        cursor.Must(")");
        return first <= last ? new DayRange(first, last) : throw new FilterFault("时间段的起止颠倒");
    }

    private DateOnly End(DateOnly open)
    {
        if (cursor.Here.Kind != Cql2TokenKind.Text)
        {
            return scalars.Date();
        }

        var text = cursor.Take().Text;
        return text == ".." ? open : FilterDate.Read(text);
    }
}

/// <summary>Days from a first to a last, both included.</summary>
internal readonly record struct DayRange(DateOnly First, DateOnly Last)
{
    /// <summary>The <c>datetime</c> parameter of OGC APIs: a day, or two with a slash, each of which may be open.</summary>
    public static DayRange Parse(string text)
    {
        var ends = text.Split('/');
        return ends.Length switch
        {
            1 => FilterDate.Read(text) is var day ? new DayRange(day, day) : default,
            2 when End(ends[0], DateOnly.MinValue) is var first && End(ends[1], DateOnly.MaxValue) is var last && first <= last => new DayRange(first, last),
            _ => throw new FilterFault("时间段要写成 起/止"),
        };
    }

    private static DateOnly End(string text, DateOnly open) => text is "" or ".." ? open : FilterDate.Read(text);
}
