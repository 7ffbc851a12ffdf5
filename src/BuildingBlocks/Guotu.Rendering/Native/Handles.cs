using System.Runtime.InteropServices;

namespace Guotu.Rendering.Native;

/// <summary>A native object that is released once, also when an exception passes.</summary>
internal abstract class NativeHandle : SafeHandle
{
    protected NativeHandle()
        : base(nint.Zero, ownsHandle: true)
    {
    }

    public sealed override bool IsInvalid => handle == nint.Zero;
}

internal sealed class SurfaceHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        CairoApi.SurfaceDestroy(handle);
        return true;
    }
}

internal sealed class ContextHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        CairoApi.Destroy(handle);
        return true;
    }
}

internal sealed class CairoFontFaceHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        CairoApi.FontFaceDestroy(handle);
        return true;
    }
}

internal sealed class FontOptionsHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        CairoApi.FontOptionsDestroy(handle);
        return true;
    }
}

internal sealed class GObjectHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        GObjectApi.Unref(handle);
        return true;
    }
}

internal sealed class FontDescriptionHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        PangoApi.FontDescriptionFree(handle);
        return true;
    }
}

internal sealed class AttributeListHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        PangoApi.AttributeListUnref(handle);
        return true;
    }
}

internal sealed class LayoutIteratorHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        PangoApi.LayoutIteratorFree(handle);
        return true;
    }
}

internal sealed class FontPatternHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        FontconfigApi.PatternDestroy(handle);
        return true;
    }
}
