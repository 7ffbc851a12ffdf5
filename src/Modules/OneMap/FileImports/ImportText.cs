using System.Text.Encodings.Web;
using System.Text.Json;

namespace Guotu.OneMap.FileImports;

/// <summary>What an import's row holds as JSON.</summary>
internal static class ImportText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static T? Read<T>(string? text)
        where T : class => text is null ? null : JsonSerializer.Deserialize<T>(text, Json);
}
