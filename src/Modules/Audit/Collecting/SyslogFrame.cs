using System.Globalization;
using System.Text;
using Guotu.Audit.Sealing;

namespace Guotu.Audit.Collecting;

/// <summary>
/// A statement of the trail as a syslog message (RFC 5424): facility 13 (log audit), severity 5 (notice), the statement's own time, and the line of the
/// checkpoint file as the message. It holds digests and a signature, nothing of any person.
/// </summary>
internal static class SyslogFrame
{
    private const int Priority = (13 * 8) + 5;

    /// <param name="node">Name of the node, at most 255 printable ASCII characters without spaces.</param>
    public static byte[] Of(ITrailStatement statement, string node) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<{Priority}>1 {statement.At} {node} guotu-audit - {(statement is Epoch ? "epoch" : "checkpoint")} - {statement.ToLine()}"));

    /// <summary>As a stream needs it: its length before it.</summary>
    public static byte[] Counted(byte[] message) => [.. Encoding.ASCII.GetBytes(message.Length.ToString(CultureInfo.InvariantCulture)), (byte)' ', .. message];

    /// <summary>The statement within a line that a log server stored, whatever it put before it; null where there is none.</summary>
    public static string? StatementIn(string stored)
    {
        var at = stored.IndexOf("{\"batch\":", StringComparison.Ordinal);
        at = at < 0 ? stored.IndexOf("{\"epoch\":", StringComparison.Ordinal) : at;
        var end = at < 0 ? -1 : stored.IndexOf('}', at);
        return end < 0 ? null : stored[at..(end + 1)];
    }
}
