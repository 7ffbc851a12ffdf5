namespace Guotu.MapPublishing.Filters;

/// <summary>Walks tokens and counts what is made of them.</summary>
internal sealed class Cql2Cursor(IReadOnlyList<Cql2Token> tokens)
{
    private int _at;
    private int _depth;
    private int _nodes;

    public Cql2Token Here => tokens[_at];

    public Cql2Token Following => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    public Cql2Token Take()
    {
        var token = tokens[_at];
        _at = Math.Min(_at + 1, tokens.Count - 1);
        return token;
    }

    public bool TakeIf(string word)
    {
        var found = Here.Is(word) || Here.IsSign(word);
        if (found)
        {
            Take();
        }

        return found;
    }

    public void Must(string word)
    {
        if (!TakeIf(word))
        {
            throw Fault($"要有“{word}”");
        }
    }

    public FilterFault Fault(string what) =>
        new(Here.Kind == Cql2TokenKind.End ? $"末尾{what}" : $"第 {Here.Place} 字“{LiteralOperand.Shortened(Here.Text)}”处{what}");

    public T Count<T>(T node) => ++_nodes <= FilterLimits.Nodes ? node : throw new FilterFault($"条件超过 {FilterLimits.Nodes} 项");

    public T Nested<T>(Func<T> inner)
    {
        if (++_depth > FilterLimits.Depth)
        {
            throw new FilterFault($"括号套了超过 {FilterLimits.Depth} 层");
        }

        var made = inner();
        _depth--;
        return made;
    }
}
