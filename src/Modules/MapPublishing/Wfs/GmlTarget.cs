using System.Xml;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Wfs;

/// <summary>Takes XML into memory and sends it on part by part: an XML writer would write to the connection while a thread waits.</summary>
internal sealed class GmlTarget : IAsyncDisposable
{
    private readonly MemoryStream _part = new();
    private readonly HttpResponse _response;

    public GmlTarget(HttpResponse response)
    {
        _response = response;
        Xml = XmlWriter.Create(_part, WfsXml.Settings);
    }

    public XmlWriter Xml { get; }

    /// <summary>Sends what was written since the last time.</summary>
    public async Task SendAsync(CancellationToken ct)
    {
        await Xml.FlushAsync();
        await _response.Body.WriteAsync(_part.GetBuffer().AsMemory(0, (int)_part.Length), ct);
        _part.SetLength(0);
    }

    /// <summary>What was not sent is dropped: it is part of an answer that is not given.</summary>
    public async ValueTask DisposeAsync()
    {
        await Xml.DisposeAsync();
        await _part.DisposeAsync();
    }
}
