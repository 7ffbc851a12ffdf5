using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Crypto;

namespace Guotu.Identity.DualControl;

/// <summary>
/// Parameters of a request as they are stored (参数正文): JSON with the names in order of their code points, so that the same parameters have one
/// text and one digest.
/// </summary>
internal static class ParameterText
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyDictionary<string, string> parameters) =>
        JsonSerializer.Serialize(new SortedDictionary<string, string>(parameters.ToDictionary(), StringComparer.Ordinal), Json);

    /// <summary>For a row whose MAC holds: what the platform wrote is read.</summary>
    public static IReadOnlyDictionary<string, string> Read(string text) => JsonSerializer.Deserialize<Dictionary<string, string>>(text, Json)!;

    /// <summary>SM3 of a text, 64 hexadecimal digits.</summary>
    public static string DigestOf(string text) => Sm3.Digest(Encoding.UTF8.GetBytes(text)).ToString();
}
