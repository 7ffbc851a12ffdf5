namespace Guotu.MapPublishing.OgcFeatures;

/// <summary>Paths of the service.</summary>
internal static class FeaturesPaths
{
    public const string Root = "/ogc/features";
    public const string Conformance = Root + "/conformance";
    public const string Api = Root + "/api";
    public const string Collections = Root + "/collections";

    public static string Collection(string code) => Collections + "/" + Uri.EscapeDataString(code);
}
