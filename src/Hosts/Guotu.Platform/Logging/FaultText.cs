using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Guotu.Platform.Logging;

/// <summary>
/// Exceptions as the log may hold them (故障记录脱敏): types and places whole, messages without the values that libraries quote in them. A library's message
/// may carry whatever somebody typed: names, numbers of documents, coordinates, tokens. What an operator needs of a database's fault stays: its code, and
/// the names of the platform's own tables and columns.
/// </summary>
public static partial class FaultText
{
    /// <summary>What stands where a value was taken out.</summary>
    public const string Mask = "▒";

    private const int MostInner = 8;
    private const int LongestMessage = 2_000;

    public static string Of(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var text = new StringBuilder();
        foreach (var inner in Within(fault).Take(MostInner))
        {
            text.Append(text.Length == 0 ? string.Empty : " ---> ").Append(inner.GetType().FullName).Append(": ").Append(CodeOf(inner)).AppendLine(Scrubbed(inner.Message));
            if (inner.StackTrace is { } places)
            {
                text.AppendLine(places);
            }
        }

        return text.ToString();
    }

    /// <summary>The fault and what lies inside it, all of several that came together.</summary>
    private static IEnumerable<Exception> Within(Exception fault) => fault is AggregateException several
        ? several.InnerExceptions.SelectMany(Within).Prepend(fault)
        : fault.InnerException is { } inner ? Within(inner).Prepend(fault) : [fault];

    private static string CodeOf(Exception fault) => fault is DbException database ? $"[{database.SqlState ?? database.ErrorCode.ToString(CultureInfo.InvariantCulture)}] " : string.Empty;

    /// <summary>A library's message without quoted values, words that are not English, numbers of people and phones, coordinates and long keys.</summary>
    public static string Scrubbed(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var text = message.Length > LongestMessage ? message[..LongestMessage] : message;
        return Values().Replace(BoundValue().Replace(text, "$1 " + Mask), MaskOf);
    }

    private static string MaskOf(Match value)
    {
        var names = string.Join(' ', SchemaNames().Matches(value.Value).Select(m => m.Value));
        return names.Length == 0 ? Mask : $"{Mask}({names})";
    }

    /// <summary>Says why the process ends before the runtime does, which prints messages as they are.</summary>
    public static void TakeOverCrashes() => AppDomain.CurrentDomain.UnhandledException += static (_, e) =>
        Environment.FailFast("Guotu ends by a fault of the program: " + (e.ExceptionObject is Exception fault ? Of(fault) : "unknown"));

    /// <summary>How ASP.NET Core words a parameter that cannot be read: <c>Failed to bind parameter "int? page" from "…".</c></summary>
    [GeneratedRegex("""(Failed to bind parameter ".*?" from) ".*"\.?""", RegexOptions.Singleline)]
    private static partial Regex BoundValue();

    /// <summary>Names of the platform's tables and columns, which a database quotes together with values.</summary>
    [GeneratedRegex(@"\b(?:an|ap|au|cr|db|id|mp|om|op)_[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?\b")]
    private static partial Regex SchemaNames();

    [GeneratedRegex(
        """
        '[^']*'                                                                  # what libraries quote by the single mark are values
        | [^\x00-\x7F]+                                                           # names and addresses
        | (?<!\d)\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d) # identity cards
        | (?<!\d)1[3-9]\d{9}(?!\d)                                                # mobile phones
        | (?<![\d.])\d{6,8}\.\d+ | (?<![\d.])\d{2,3}\.\d{4,}                      # metres of a zone, degrees
        | [A-Za-z0-9_+/=-]{32,}                                                    # tokens and keys
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Values();
}
