using System.Globalization;
using System.Xml;
using Guotu.Bpmn.Definition;

namespace Guotu.Bpmn.Reading;

/// <summary>ISO 8601 texts of timers.</summary>
internal static class TimerText
{
    public static bool IsValid(TimerRule rule) => rule.Kind switch
    {
        TimerKind.Date => DateTimeOffset.TryParse(rule.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        TimerKind.Duration => IsDuration(rule.Value),
        _ => rule.Value is "promised" or "statutory",
    };

    private static bool IsDuration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text) > TimeSpan.Zero;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            return false;
        }
    }
}
