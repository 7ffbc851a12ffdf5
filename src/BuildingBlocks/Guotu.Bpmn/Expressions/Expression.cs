using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Expressions;

/// <summary>
/// A condition of a flow (条件), e.g. <c>${accept.outcome == 'accept' and area &gt; 10}</c>. It reads variables and nothing else;
/// a missing variable or a comparison across kinds is a refusal, never false.
/// </summary>
public abstract record Expression
{
    /// <summary>Every variable it reads.</summary>
    public abstract IEnumerable<string> Variables { get; }

    public abstract Result<FlowValue> Evaluate(IReadOnlyDictionary<string, FlowValue> variables);

    /// <summary>Evaluates to a flag; anything else is a refusal.</summary>
    public Result<bool> Holds(IReadOnlyDictionary<string, FlowValue> variables)
    {
        var value = Evaluate(variables);
        if (!value.IsSuccess)
        {
            return value.Error!;
        }

        return value.Value.Kind == FlowValueKind.Flag ? value.Value.Flag : Differs(this);
    }

    internal static Error Differs(Expression expression) => new(FlowErrors.KindsDiffer, ("expression", expression.ToString() ?? string.Empty));
}

internal sealed record Literal(FlowValue Value) : Expression
{
    public override IEnumerable<string> Variables => [];

    public override Result<FlowValue> Evaluate(IReadOnlyDictionary<string, FlowValue> variables) => Value;

    public override string ToString() => Value.Kind == FlowValueKind.Text ? $"'{Value}'" : Value.ToString();
}

internal sealed record Variable(string Name) : Expression
{
    public override IEnumerable<string> Variables => [Name];

    public override Result<FlowValue> Evaluate(IReadOnlyDictionary<string, FlowValue> variables) =>
        variables.TryGetValue(Name, out var value) ? value : new Error(FlowErrors.ValueMissing, ("variable", Name));

    public override string ToString() => Name;
}

internal sealed record Not(Expression Inner) : Expression
{
    public override IEnumerable<string> Variables => Inner.Variables;

    public override Result<FlowValue> Evaluate(IReadOnlyDictionary<string, FlowValue> variables) =>
        Inner.Holds(variables).Map(flag => FlowValue.Of(!flag));

    public override string ToString() => $"not ({Inner})";
}

internal sealed record Both(Expression Left, Expression Right) : Expression
{
    public override IEnumerable<string> Variables => Left.Variables.Concat(Right.Variables);

    public override Result<FlowValue> Evaluate(IReadOnlyDictionary<string, FlowValue> variables)
    {
        var left = Left.Holds(variables);
        return left.IsSuccess && left.Value ? Right.Holds(variables).Map(FlowValue.Of) : left.Map(FlowValue.Of);
    }

    public override string ToString() => $"({Left} and {Right})";
}

internal sealed record Either(Expression Left, Expression Right) : Expression
{
    public override IEnumerable<string> Variables => Left.Variables.Concat(Right.Variables);

    public override Result<FlowValue> Evaluate(IReadOnlyDictionary<string, FlowValue> variables)
    {
        var left = Left.Holds(variables);
        return left.IsSuccess && !left.Value ? Right.Holds(variables).Map(FlowValue.Of) : left.Map(FlowValue.Of);
    }

    public override string ToString() => $"({Left} or {Right})";
}

/// <summary>One of <c>== != &lt; &lt;= &gt; &gt;=</c>. Only numbers have an order.</summary>
internal sealed record Comparison(string Operator, Expression Left, Expression Right) : Expression
{
    public override IEnumerable<string> Variables => Left.Variables.Concat(Right.Variables);

    public override Result<FlowValue> Evaluate(IReadOnlyDictionary<string, FlowValue> variables)
    {
        var left = Left.Evaluate(variables);
        if (!left.IsSuccess)
        {
            return left;
        }

        var right = Right.Evaluate(variables);
        return right.IsSuccess ? Compare(left.Value, right.Value) : right;
    }

    public override string ToString() => $"{Left} {Operator} {Right}";

    private Result<FlowValue> Compare(FlowValue left, FlowValue right) => Operator switch
    {
        _ when left.Kind != right.Kind => Differs(this),
        "==" => FlowValue.Of(left == right),
        "!=" => FlowValue.Of(left != right),
        _ when left.Kind != FlowValueKind.Number => Differs(this),
        "<" => FlowValue.Of(left.Number < right.Number),
        "<=" => FlowValue.Of(left.Number <= right.Number),
        ">" => FlowValue.Of(left.Number > right.Number),
        _ => FlowValue.Of(left.Number >= right.Number),
    };
}

/// <summary><c>x in ('a', 'b')</c>, or <c>'a' in list</c>.</summary>
internal sealed record Membership(Expression Item, IReadOnlyList<Expression> Choices) : Expression
{
    public override IEnumerable<string> Variables => Item.Variables.Concat(Choices.SelectMany(c => c.Variables));

    public override Result<FlowValue> Evaluate(IReadOnlyDictionary<string, FlowValue> variables)
    {
        var item = Item.Evaluate(variables);
        if (!item.IsSuccess)
        {
            return item;
        }

        var found = false;
        foreach (var choice in Choices)
        {
            var value = choice.Evaluate(variables);
            if (!value.IsSuccess)
            {
                return value;
            }

            var listed = value.Value.Kind == FlowValueKind.List && item.Value.Kind == FlowValueKind.Text;
            if (!listed && value.Value.Kind != item.Value.Kind)
            {
                return Differs(this);
            }

            found |= listed ? value.Value.List.Contains(item.Value.Text) : value.Value == item.Value;
        }

        return FlowValue.Of(found);
    }

    public override string ToString() => $"{Item} in ({string.Join(", ", Choices)})";
}
