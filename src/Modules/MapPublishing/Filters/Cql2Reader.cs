namespace Guotu.MapPublishing.Filters;

/// <summary>Reads conditions by descent: OR, AND, NOT, predicate.</summary>
internal sealed class Cql2Reader(Cql2Cursor cursor, FilterSubject subject)
{
    private readonly Cql2Scalars _scalars = new(cursor, subject);

    public Condition Condition() => cursor.Nested(() =>
    {
        var parts = new List<Condition> { Conjunction() };
        while (cursor.TakeIf("OR"))
        {
            parts.Add(Conjunction());
        }

        return parts.Count == 1 ? parts[0] : new AnyOf(parts);
    });

    private Condition Conjunction()
    {
        var parts = new List<Condition> { Factor() };
        while (cursor.TakeIf("AND"))
        {
            parts.Add(Factor());
        }

        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private Condition Factor() => cursor.TakeIf("NOT") ? cursor.Nested(() => (Condition)new Not(Factor())) : cursor.Count(Predicate());

    private Condition Predicate()
    {
        if (cursor.TakeIf("("))
        {
            var inner = Condition();
            cursor.Must(")");
            return inner;
        }

        var here = cursor.Here;
        if (here.Kind == Cql2TokenKind.Word && cursor.Following.IsSign("("))
        {
            if (here.Text.StartsWith("S_", StringComparison.OrdinalIgnoreCase))
            {
                return new Cql2SpatialReader(cursor, subject).Predicate();
            }

            if (here.Text.StartsWith("T_", StringComparison.OrdinalIgnoreCase))
            {
                return new Cql2TemporalReader(cursor, _scalars).Predicate();
            }
        }

        var operand = _scalars.Operand();
        return operand is LiteralOperand { Value: bool answer } && !IsComparison(cursor.Here) ? new Always(answer) : AfterOperand(operand);
    }

    private Condition AfterOperand(Operand operand)
    {
        if (cursor.TakeIf("IS"))
        {
            var not = cursor.TakeIf("NOT");
            cursor.Must("NULL");
            return Negated(not, new IsEmpty(operand as FieldOperand ?? throw cursor.Fault("IS NULL 前要是字段")));
        }

        if (IsComparison(cursor.Here))
        {
            var how = ComparisonOf(cursor.Take().Text);
            return Compare.Of(operand, how, _scalars.Operand());
        }

        var negated = cursor.TakeIf("NOT");
        if (cursor.TakeIf("BETWEEN"))
        {
            var low = _scalars.Operand();
            cursor.Must("AND");
            var range = new AllOf([Compare.Of(operand, Comparison.GreaterOrEqual, low), Compare.Of(operand, Comparison.LessOrEqual, _scalars.Operand())]);
            return Negated(negated, range);
        }

        if (cursor.TakeIf("IN"))
        {
            return Negated(negated, In(operand));
        }

        return cursor.TakeIf("LIKE") ? Negated(negated, LikeOf(operand)) : throw cursor.Fault("要有比较");
    }

    private AnyOf In(Operand operand)
    {
        cursor.Must("(");
        var choices = new List<Condition>();
        do
        {
            choices.Add(cursor.Count(Compare.Of(operand, Comparison.Equal, _scalars.Operand())));
        }
        while (cursor.TakeIf(","));
        cursor.Must(")");
        return new AnyOf(choices);
    }

    private Like LikeOf(Operand operand)
    {
        if (operand.Kind != ValueKind.Text || cursor.Here.Kind != Cql2TokenKind.Text)
        {
            throw cursor.Fault("LIKE 只用于文本");
        }

        return new Like(operand, TextPattern.Read(cursor.Take().Text, PatternSigns.Cql2));
    }

    private static Condition Negated(bool negated, Condition inner) => negated ? new Not(inner) : inner;

    private static bool IsComparison(Cql2Token token) => token.Kind == Cql2TokenKind.Sign && token.Text is "=" or "<>" or "<" or "<=" or ">" or ">=";

    private static Comparison ComparisonOf(string sign) => sign switch
    {
        "=" => Comparison.Equal,
        "<>" => Comparison.NotEqual,
        "<" => Comparison.Less,
        "<=" => Comparison.LessOrEqual,
        ">" => Comparison.Greater,
        _ => Comparison.GreaterOrEqual,
    };
}
