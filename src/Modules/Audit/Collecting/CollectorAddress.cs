using System.Globalization;
using System.Text.RegularExpressions;

namespace Guotu.Audit.Collecting;

/// <summary>
/// The log server of the bureau (日志服务器) that checkpoints are sent to: <c>tls://host:port</c> (RFC 5425), <c>tcp://host:port</c> (RFC 6587, counted)
/// or <c>udp://host:port</c> (RFC 5426).
/// </summary>
/// <param name="AuthorityFile">PEM file of the authority that the server's certificate must come from; empty for those of the system. TLS only.</param>
public sealed partial record CollectorAddress(CollectorTransport Transport, string Host, int Port, string AuthorityFile)
{
    /// <summary>Null where nothing is configured.</summary>
    /// <exception cref="InvalidDataException">What is configured is no such address: a node does not start without what it was told to do.</exception>
    public static CollectorAddress? Of(string text, string authorityFile)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
        {
            return null;
        }

        var match = Address().Match(text);
        return match.Success && int.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture) is > 0 and < 65_536 and var port
            ? new CollectorAddress(Enum.Parse<CollectorTransport>(match.Groups[1].ValueSpan, ignoreCase: true), match.Groups[2].Value.Trim('[', ']'), port, authorityFile)
            : throw new InvalidDataException($"auditCollector '{text}' is not tls://host:port, tcp://host:port or udp://host:port");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Transport.ToString().ToLowerInvariant()}://{Host}:{Port}");

    [GeneratedRegex(@"^(tls|tcp|udp)://([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:]{2,45}\]):([0-9]{1,5})$")]
    private static partial Regex Address();
}

/// <summary>Ways to a log server.</summary>
public enum CollectorTransport
{
    /// <summary>Encrypted, the server proved by its certificate.</summary>
    Tls,

    /// <summary>Plain, for a server within the management area.</summary>
    Tcp,

    /// <summary>Plain and without any answer: what is lost on the way shows as missing when the server's file is compared.</summary>
    Udp,
}
