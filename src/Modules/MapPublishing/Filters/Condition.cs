namespace Guotu.MapPublishing.Filters;

/// <summary>
/// A filter that fits its layer (过滤条件). Answers true, false, or null for unknown: what has no value is neither equal nor unequal, and a
/// feature is shown only where the answer is true.
/// </summary>
internal abstract record Condition
{
    public abstract bool? Test(FeatureValues feature);

    /// <summary>A box outside of which nothing can be true, in the condition's own coordinates; null where there is none.</summary>
    public virtual SpaceBox? Reach => null;
}

/// <summary>A box in the coordinates of a spatial condition.</summary>
internal sealed record SpaceBox(FilterSpace Space, double MinX, double MinY, double MaxX, double MaxY);

internal sealed record Always(bool Answer) : Condition
{
    public override bool? Test(FeatureValues feature) => Answer;
}

internal sealed record AllOf(IReadOnlyList<Condition> Parts) : Condition
{
    public override SpaceBox? Reach => Parts.Select(p => p.Reach).FirstOrDefault(r => r is not null);

    public override bool? Test(FeatureValues feature)
    {
        bool? answer = true;
        foreach (var part in Parts)
        {
            switch (part.Test(feature))
            {
                case false:
                    return false;
                case null:
                    answer = null;
                    break;
            }
        }

        return answer;
    }
}

internal sealed record AnyOf(IReadOnlyList<Condition> Parts) : Condition
{
    public override bool? Test(FeatureValues feature)
    {
        bool? answer = false;
        foreach (var part in Parts)
        {
            switch (part.Test(feature))
            {
                case true:
                    return true;
                case null:
                    answer = null;
                    break;
            }
        }

        return answer;
    }
}

internal sealed record Not(Condition Inner) : Condition
{
    public override bool? Test(FeatureValues feature) => !Inner.Test(feature);
}

internal sealed record IdIn(IReadOnlySet<long> Ids) : Condition
{
    public override bool? Test(FeatureValues feature) => Ids.Contains(feature.Feature.Id);
}

/// <summary>How two values are compared.</summary>
internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal sealed record Compare(Operand Left, Comparison How, Operand Right) : Condition
{
    /// <summary>Gives both sides one type, or refuses.</summary>
    public static Compare Of(Operand left, Comparison how, Operand right)
    {
        var kind = left is FieldOperand || right is not FieldOperand ? left.Kind : right.Kind;
        return kind == ValueKind.Flag && how is not (Comparison.Equal or Comparison.NotEqual)
            ? throw new FilterFault("真假值没有大小")
            : new Compare(left.As(kind), how, right.As(kind));
    }

    public override bool? Test(FeatureValues feature)
    {
        if (Left.ValueOf(feature) is not { } left || Right.ValueOf(feature) is not { } right)
        {
            return null;
        }

        var order = Order(left, right);
        return How switch
        {
            Comparison.Equal => order == 0,
            Comparison.NotEqual => order != 0,
            Comparison.Less => order < 0,
            Comparison.LessOrEqual => order <= 0,
            Comparison.Greater => order > 0,
            _ => order >= 0,
        };
    }

    /// <summary>Text by code points, so that every machine has one order.</summary>
    public static int Order(object left, object right) => left is string text
        ? string.CompareOrdinal(text, (string)right)
        : ((IComparable)left).CompareTo(right);
}

internal sealed record IsEmpty(FieldOperand Field) : Condition
{
    public override bool? Test(FeatureValues feature) => Field.ValueOf(feature) is null;
}

/// <summary>LIKE: <c>%</c> for any text, <c>_</c> for one character, as tokens already.</summary>
internal sealed record Like(Operand Value, TextPattern Pattern) : Condition
{
    public override bool? Test(FeatureValues feature) => Value.ValueOf(feature) is string text ? Pattern.Matches(text) : null;
}
