using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using Guotu.Kernel.Results;
using YamlDotNet.Serialization;

namespace Guotu.Kernel.Errors;

/// <summary>
/// The one registry of error codes (错误登记), read from the embedded <c>Errors/Catalogue/*.yaml</c>.
/// A code that is missing or a mark that is not filled throws: it is a bug, and tests walk every code.
/// </summary>
public sealed class ErrorRegistry
{
    private readonly FrozenDictionary<string, ErrorEntry> _entries;

    private ErrorRegistry(IEnumerable<ErrorEntry> entries) =>
        _entries = entries.ToFrozenDictionary(e => e.Code, StringComparer.Ordinal);

    public static ErrorRegistry Shared { get; } = Load(typeof(ErrorRegistry).Assembly);

    public IEnumerable<ErrorEntry> Entries => _entries.Values.OrderBy(e => e.Code, StringComparer.Ordinal);

    public ErrorEntry Entry(ErrorCode code) =>
        _entries.TryGetValue(code.Value ?? string.Empty, out var entry)
            ? entry
            : throw new InvalidOperationException($"Error code {code.Value} is not in the catalogue");

    public bool Knows(ErrorCode code) => _entries.ContainsKey(code.Value);

    public string Render(Error error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var text = Entry(error.Code).Text;
        var output = new StringBuilder(text.Length + 32);
        for (var at = 0; at < text.Length;)
        {
            var close = text[at] == '{' ? text.IndexOf('}', at) : -1;
            if (close < 0)
            {
                output.Append(text[at++]);
                continue;
            }

            var name = text[(at + 1)..close];
            output.Append(ValueOf(error, name));
            at = close + 1;
        }

        return output.ToString();
    }

    private static string ValueOf(Error error, string name) => name switch
    {
        _ when error.Arguments.TryGetValue(name, out var value) => value,
        "line" when error.Line is { } line => line.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "ring" when error.Ring is { } ring => ring.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "field" when error.Field is { } field => field,
        _ => throw new InvalidOperationException($"{error.Code} needs the argument '{name}'"),
    };

    private static ErrorRegistry Load(Assembly assembly)
    {
        var reader = new DeserializerBuilder().Build();
        var entries = new List<ErrorEntry>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("errors/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var text = new StreamReader(stream, Encoding.UTF8);
            var file = reader.Deserialize<Dictionary<string, Dictionary<string, string>>>(text) ?? [];
            entries.AddRange(file.Select(e => new ErrorEntry(
                e.Key,
                int.Parse(e.Value["http"], System.Globalization.CultureInfo.InvariantCulture),
                e.Value["text"],
                e.Value["way"])));
        }

        return new ErrorRegistry(entries);
    }
}
