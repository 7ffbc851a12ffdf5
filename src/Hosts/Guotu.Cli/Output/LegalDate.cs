using System.CommandLine.Parsing;
using System.Globalization;

namespace Guotu.Cli.Output;

/// <summary>A legal date on the command line, <c>yyyy-MM-dd</c>.</summary>
internal static class LegalDate
{
    public static DateOnly Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            result.AddError($"不能是“{text}”,日期的写法是 2026-03-02");
        }

        return date;
    }
}
