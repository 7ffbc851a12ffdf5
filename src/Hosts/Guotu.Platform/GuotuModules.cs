using Guotu.Hosting.Modules;

namespace Guotu.Platform;

/// <summary>The modules of the product, in the order they are wired.</summary>
public static class GuotuModules
{
    public static IReadOnlyList<IModule> All { get; } = [];
}
