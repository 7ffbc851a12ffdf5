using System.Text;

namespace Guotu.Crypto.Tests;

/// <summary>Stanzas of OpenSSL's <c>evp*.txt</c> test files: keys and values up to a blank line.</summary>
internal sealed class EvpVectors
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        var stanzas = new List<IReadOnlyDictionary<string, string>>();
        var stanza = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path).Append(string.Empty))
        {
            if (line.StartsWith('#'))
                continue;

            var at = line.IndexOf('=', StringComparison.Ordinal);
            if (at > 0)
                stanza[line[..at].Trim()] = line[(at + 1)..].Trim();
            else if (stanza.Count > 0)
            {
                stanzas.Add(stanza);
                stanza = new Dictionary<string, string>(StringComparer.Ordinal);
            }
        }

        return stanzas.Where(s => !s.ContainsKey("Title")).ToList();
    }

    /// <summary>A value is hexadecimal, or text in quotes.</summary>
    public static byte[] Bytes(string value) =>
        value.StartsWith('"') ? Encoding.ASCII.GetBytes(value.Trim('"')) : Convert.FromHexString(value);
}
