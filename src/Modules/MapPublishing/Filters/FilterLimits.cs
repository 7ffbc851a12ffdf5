namespace Guotu.MapPublishing.Filters;

/// <summary>How large a filter may be: beyond it is refused, never tried.</summary>
internal static class FilterLimits
{
    public const int Characters = 8_000;
    public const int Depth = 60;
    public const int Nodes = 1_000;
    public const int Vertices = 20_000;
}

/// <summary>A filter that cannot be read or does not fit the layer; the message is the Chinese reason.</summary>
internal sealed class FilterFault(string reason) : Exception(reason);
