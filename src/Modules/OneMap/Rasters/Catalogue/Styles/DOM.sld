<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se">
  <NamedLayer>
    <se:Name>DOM</se:Name>
    <UserStyle>
      <se:Name>default</se:Name>
      <se:Description><se:Title>影像原色</se:Title></se:Description>
      <se:CoverageStyle><se:Rule><se:RasterSymbolizer>
        <VendorOption name="resampling">bilinear</VendorOption>
      </se:RasterSymbolizer></se:Rule></se:CoverageStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
