using Guotu.Kernel.Results;

namespace Guotu.MapPublishing.Filters;

/// <summary>
/// CQL2 text (OGC 21-065): comparison, AND, OR, NOT, BETWEEN, IN, LIKE, IS NULL, S_… with WKT or BBOX, T_… on dates. What it does not know
/// it refuses; it never reads around anything.
/// </summary>
internal static class Cql2Text
{
    /// <summary>The filter for its subject; errors <see cref="PublishingErrors.FilterUnusable"/>.</summary>
    public static Result<Condition> Read(string text, FilterSubject subject)
    {
        try
        {
            var cursor = new Cql2Cursor(Cql2Tokens.Of(text));
            var condition = new Cql2Reader(cursor, subject).Condition();
            return cursor.Here.Kind == Cql2TokenKind.End ? condition : throw cursor.Fault("多出内容");
        }
        catch (FilterFault fault)
        {
            return new Error(PublishingErrors.FilterUnusable, ("reason", fault.Message)) { Field = "filter" };
        }
    }
}
