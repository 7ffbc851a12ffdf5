using System.Globalization;

namespace Guotu.Operations.Evidence.Checks;

/// <summary>监听端口: what listens on this machine beyond the loopback, TCP and UDP.</summary>
internal sealed class ListeningPortCheck : IEvidenceCheck
{
    private static readonly (string File, string Protocol, string Listening)[] Tables =
        [("/proc/net/tcp", "tcp", "0A"), ("/proc/net/tcp6", "tcp", "0A"), ("/proc/net/udp", "udp", "07"), ("/proc/net/udp6", "udp", "07")];

    public string Code => "listening-ports";

    public string Title => "监听端口";

    public string Command => "ss -ltun";

    public Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var readable = Tables.Where(t => File.Exists(t.File)).ToList();
        if (!readable.Any(t => t.Protocol == "tcp") || !readable.Any(t => t.Protocol == "udp"))
        {
            return Task.FromResult(CheckOutcome.NotProved("读不到内核的端口表"));
        }

        var all = readable.SelectMany(t => File.ReadLines(t.File).Select(l => Read(l, t.Protocol, t.Listening))).OfType<Listener>().Distinct().OrderBy(l => l.Port).ThenBy(l => l.Protocol, StringComparer.Ordinal).ToList();
        string[] lines = [.. all.Select(l => $"{l.Words} {(l.Loopback ? "仅本机" : "对外")}")];
        var outside = all.Where(l => !l.Loopback).Select(l => l.Words).Distinct(StringComparer.Ordinal).ToList();
        return Task.FromResult(outside.Count == 0
            ? CheckOutcome.Of(true, $"{all.Count} 个端口都只在本机监听", lines)
            : CheckOutcome.NotProved("对外监听的端口要由人核对是否都需要:" + string.Join(' ', outside), lines));
    }

    /// <summary>A line of the kernel's table: address and port in hexadecimal digits, and the state. A UDP socket that is bound and not connected hears anyone.</summary>
    internal static Listener? Read(string line, string protocol, string listening)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 4 || fields[3] != listening || fields[1].Split(':') is not [var address, var port] || !int.TryParse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        // An IPv4 address lies in memory order: 127.x.y.z ends with 7F.
        var loopback = (address.Length == 8 && address.EndsWith("7F", StringComparison.Ordinal))
            || address == "00000000000000000000000001000000" || (address.Contains("FFFF0000", StringComparison.Ordinal) && address.EndsWith("7F", StringComparison.Ordinal));
        return new Listener(number, protocol, loopback);
    }

    /// <summary>A port that is listened on.</summary>
    internal sealed record Listener(int Port, string Protocol, bool Loopback)
    {
        public string Words => string.Create(CultureInfo.InvariantCulture, $"{Port}/{Protocol}");
    }
}
